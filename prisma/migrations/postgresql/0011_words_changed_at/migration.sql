-- AlterTable
ALTER TABLE "Question" ADD COLUMN     "wordsChangedAt" TIMESTAMP(3);
