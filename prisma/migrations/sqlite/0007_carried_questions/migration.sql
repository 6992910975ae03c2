-- CreateIndex
CREATE INDEX "Question_sourceId_idx" ON "Question"("sourceId");
