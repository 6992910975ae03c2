-- AlterTable
ALTER TABLE "Elector" ADD COLUMN "votedAt" DATETIME;
