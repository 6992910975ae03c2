-- AlterTable
ALTER TABLE "Membership" ADD COLUMN "conduct" TEXT;
ALTER TABLE "Membership" ADD COLUMN "conductAt" DATETIME;

-- AlterTable
ALTER TABLE "MemberRules" ADD COLUMN "conduct" TEXT;

-- AlterTable
ALTER TABLE "Application" ADD COLUMN "conduct" TEXT;
