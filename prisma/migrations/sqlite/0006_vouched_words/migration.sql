-- AlterTable
ALTER TABLE "Project" ADD COLUMN "vouched" TEXT;

-- CreateTable
CREATE TABLE "Uncelebrated" (
    "groupId" INTEGER NOT NULL,
    "login" TEXT NOT NULL,
    "at" DATETIME NOT NULL,

    PRIMARY KEY ("groupId", "login"),
    CONSTRAINT "Uncelebrated_groupId_fkey" FOREIGN KEY ("groupId") REFERENCES "Group" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
