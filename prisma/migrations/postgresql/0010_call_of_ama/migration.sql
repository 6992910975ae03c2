-- AlterTable
ALTER TABLE "PartnerCall" ADD COLUMN     "amaClosesAt" TIMESTAMP(3),
ADD COLUMN     "amaId" INTEGER,
ADD COLUMN     "amaOpensAt" TIMESTAMP(3);
