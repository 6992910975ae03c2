-- DropIndex
DROP INDEX "Publication_isFollowed_platform_idx";

-- CreateIndex
CREATE INDEX "Publication_isFollowed_platform_id_idx" ON "Publication"("isFollowed", "platform", "id");
