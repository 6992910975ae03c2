-- AlterTable
ALTER TABLE "PartnerCall" ADD COLUMN "amaClosesAt" DATETIME;
ALTER TABLE "PartnerCall" ADD COLUMN "amaId" INTEGER;
ALTER TABLE "PartnerCall" ADD COLUMN "amaOpensAt" DATETIME;
