-- CreateTable
CREATE TABLE "TakenRequest" (
    "id" TEXT NOT NULL,
    "takenAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "TakenRequest_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "TakenRequest_takenAt_idx" ON "TakenRequest"("takenAt");
