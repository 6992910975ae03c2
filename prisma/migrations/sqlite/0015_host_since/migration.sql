-- AlterTable
ALTER TABLE "AmaHost" ADD COLUMN "since" DATETIME;
