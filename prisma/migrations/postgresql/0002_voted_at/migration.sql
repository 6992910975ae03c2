-- AlterTable
ALTER TABLE "Elector" ADD COLUMN     "votedAt" TIMESTAMP(3);
