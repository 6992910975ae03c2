-- CreateIndex
CREATE INDEX "FormDraft_groupId_form_idx" ON "FormDraft"("groupId", "form");
