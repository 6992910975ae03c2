-- DropIndex
DROP INDEX "Question_sourceId_idx";

-- AlterTable
ALTER TABLE "Ama" ADD COLUMN "createdById" INTEGER;

-- AlterTable
ALTER TABLE "Question" ADD COLUMN "carriedFromId" INTEGER;
ALTER TABLE "Question" ADD COLUMN "carriedLikes" INTEGER;

-- AlterTable
ALTER TABLE "Vote" ADD COLUMN "carriedFromId" INTEGER;

-- CreateIndex
CREATE INDEX "Question_carriedFromId_idx" ON "Question"("carriedFromId");

-- What was carried over before said so in its source.
UPDATE "Question" SET "carriedFromId" = CAST(substr("sourceId", 9) AS INTEGER) WHERE "sourceId" LIKE 'carried/%';
