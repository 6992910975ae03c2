-- AlterTable
ALTER TABLE "AnswerDraft" ADD COLUMN "questionMark" TEXT;
