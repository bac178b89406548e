-- CreateTable
CREATE TABLE "retention_receipts" (
    "rule" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "removed" INTEGER NOT NULL,
    "last_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "retention_receipts_pkey" PRIMARY KEY ("rule","day")
);

-- CreateIndex
CREATE INDEX "audit_events_created_at_idx" ON "audit_events"("created_at");


