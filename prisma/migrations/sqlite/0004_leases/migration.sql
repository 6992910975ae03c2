-- CreateTable
CREATE TABLE "Lease" (
    "name" TEXT NOT NULL PRIMARY KEY,
    "owner" TEXT NOT NULL,
    "until" DATETIME NOT NULL
);

-- Where the lease of Discourse was kept before.
DELETE FROM "Cursor" WHERE "name" = 'discourse/turn';
