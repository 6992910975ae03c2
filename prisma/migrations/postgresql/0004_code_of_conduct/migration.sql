-- AlterTable
ALTER TABLE "Membership" ADD COLUMN     "conduct" TEXT,
ADD COLUMN     "conductAt" TIMESTAMP(3);

-- AlterTable
ALTER TABLE "MemberRules" ADD COLUMN     "conduct" TEXT;

-- AlterTable
ALTER TABLE "Application" ADD COLUMN     "conduct" TEXT;
