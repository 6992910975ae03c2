-- CreateTable
CREATE TABLE "TakenRequest" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "takenAt" DATETIME NOT NULL
);

-- CreateIndex
CREATE INDEX "TakenRequest_takenAt_idx" ON "TakenRequest"("takenAt");
