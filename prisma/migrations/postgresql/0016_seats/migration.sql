-- AlterTable
ALTER TABLE "GroupVote" ADD COLUMN     "seats" INTEGER;
