-- AlterTable
ALTER TABLE "DigestRun" ADD COLUMN     "isPublic" BOOLEAN;
