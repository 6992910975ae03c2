-- AlterTable
ALTER TABLE "Project" ADD COLUMN     "vouched" TEXT;

-- CreateTable
CREATE TABLE "Uncelebrated" (
    "groupId" INTEGER NOT NULL,
    "login" TEXT NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Uncelebrated_pkey" PRIMARY KEY ("groupId","login")
);

-- AddForeignKey
ALTER TABLE "Uncelebrated" ADD CONSTRAINT "Uncelebrated_groupId_fkey" FOREIGN KEY ("groupId") REFERENCES "Group"("id") ON DELETE CASCADE ON UPDATE CASCADE;
