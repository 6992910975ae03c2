-- AlterTable
ALTER TABLE "Account" ADD COLUMN "stableId" TEXT;

-- AlterTable
ALTER TABLE "AccountClaim" ADD COLUMN "stableId" TEXT;

-- AlterTable
ALTER TABLE "AmaHost" ADD COLUMN "stableId" TEXT;

-- CreateIndex
CREATE INDEX "Account_platform_stableId_idx" ON "Account"("platform", "stableId");

-- CreateIndex
CREATE UNIQUE INDEX "Account_groupId_platform_stableId_key" ON "Account"("groupId", "platform", "stableId");
