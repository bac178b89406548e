-- CreateTable
CREATE TABLE "probe_states" (
    "component" TEXT NOT NULL,
    "works" BOOLEAN NOT NULL,
    "latency_ms" INTEGER NOT NULL,
    "checked_at" TIMESTAMPTZ(3) NOT NULL,
    "failing_since" TIMESTAMPTZ(3),

    CONSTRAINT "probe_states_pkey" PRIMARY KEY ("component")
);

-- CreateTable
CREATE TABLE "probe_days" (
    "component" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "probes" INTEGER NOT NULL,
    "failures" INTEGER NOT NULL,
    "slowest_ms" INTEGER NOT NULL,

    CONSTRAINT "probe_days_pkey" PRIMARY KEY ("component","day")
);

-- CreateTable
CREATE TABLE "outages" (
    "id" TEXT NOT NULL,
    "component" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "outages_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "outages_component_started_at_idx" ON "outages"("component", "started_at");


