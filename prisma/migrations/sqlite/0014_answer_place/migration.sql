-- AlterTable
ALTER TABLE "Question" ADD COLUMN "answerPlace" TEXT;
