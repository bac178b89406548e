-- CreateTable, by hand unlogged: counts need no disk, and a crash of the database may start them anew. Half of each page
-- stays free, so that updates stay on it and leave no dead index entries.
CREATE UNLOGGED TABLE "rate_limits" (
    "id" TEXT NOT NULL,
    "tokens" DOUBLE PRECISION NOT NULL,
    "at_ms" DOUBLE PRECISION NOT NULL,
    "allowed" BOOLEAN NOT NULL,
    "forget_ms" DOUBLE PRECISION NOT NULL,

    CONSTRAINT "rate_limits_pkey" PRIMARY KEY ("id")
) WITH (fillfactor = 50);
