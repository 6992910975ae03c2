-- CreateTable
CREATE TABLE "AnswerFile" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "amaId" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "content" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "createdAt" DATETIME NOT NULL,
    CONSTRAINT "AnswerFile_amaId_fkey" FOREIGN KEY ("amaId") REFERENCES "Ama" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "AnswerFile_amaId_idx" ON "AnswerFile"("amaId");
