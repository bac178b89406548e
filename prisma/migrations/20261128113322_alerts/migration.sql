-- CreateTable
CREATE TABLE "alerts" (
    "id" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "summary" TEXT NOT NULL,
    "desk" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "times_told" INTEGER NOT NULL DEFAULT 0,
    "told_to" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "told_at" TIMESTAMPTZ(3),
    "next_told_at" TIMESTAMPTZ(3) NOT NULL,
    "acknowledged_at" TIMESTAMPTZ(3),
    "acknowledged_by" TEXT,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "alerts_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "alerts_ended_at_idx" ON "alerts"("ended_at");



-- Written by hand: what Prisma's schema cannot say.

-- Of one thing that is wrong one alert at a time.
CREATE UNIQUE INDEX "alerts_one_open" ON "alerts"("subject") WHERE "ended_at" IS NULL;
