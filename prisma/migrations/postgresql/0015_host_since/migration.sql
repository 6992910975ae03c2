-- AlterTable
ALTER TABLE "AmaHost" ADD COLUMN     "since" TIMESTAMP(3);
