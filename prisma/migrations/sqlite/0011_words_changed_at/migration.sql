-- AlterTable
ALTER TABLE "Question" ADD COLUMN "wordsChangedAt" DATETIME;
