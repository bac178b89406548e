-- CreateTable
CREATE TABLE "business_transfers" (
    "id" TEXT NOT NULL,
    "recipient" TEXT NOT NULL,
    "summary" TEXT NOT NULL,
    "announced_at" TIMESTAMPTZ(3) NOT NULL,
    "effective_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by" TEXT NOT NULL,
    "told_at" TIMESTAMPTZ(3),
    "told_cursor" TEXT NOT NULL DEFAULT '',
    "told" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "business_transfers_pkey" PRIMARY KEY ("id")
);


