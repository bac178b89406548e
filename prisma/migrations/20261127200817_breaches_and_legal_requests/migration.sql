-- CreateTable
CREATE TABLE "breaches" (
    "id" TEXT NOT NULL,
    "summary" TEXT NOT NULL,
    "first_alert_at" TIMESTAMPTZ(3) NOT NULL,
    "aware_at" TIMESTAMPTZ(3) NOT NULL,
    "notify_by" TIMESTAMPTZ(3) NOT NULL,
    "categories" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "people_count" INTEGER,
    "organization_ids" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "consequences" TEXT,
    "measures" TEXT,
    "risk" TEXT NOT NULL DEFAULT 'unknown',
    "authority_told_at" TIMESTAMPTZ(3),
    "authority" TEXT,
    "late_reason" TEXT,
    "customers_told_at" TIMESTAMPTZ(3),
    "closed_at" TIMESTAMPTZ(3),
    "closing_note" TEXT,
    "alarmed_hours" INTEGER,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "breaches_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "legal_requests" (
    "id" TEXT NOT NULL,
    "authority" TEXT NOT NULL,
    "reference" TEXT NOT NULL,
    "basis" TEXT NOT NULL,
    "demands" TEXT NOT NULL,
    "scope" TEXT[],
    "user_id" TEXT,
    "organization_id" TEXT,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "due_at" TIMESTAMPTZ(3),
    "silent_until" TIMESTAMPTZ(3),
    "approved_by" TEXT,
    "approved_at" TIMESTAMPTZ(3),
    "second_approved_by" TEXT,
    "second_approved_at" TIMESTAMPTZ(3),
    "refused_at" TIMESTAMPTZ(3),
    "refusal" TEXT,
    "answered_at" TIMESTAMPTZ(3),
    "answered_rows" INTEGER,
    "told_at" TIMESTAMPTZ(3),
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "legal_requests_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "breaches_closed_at_notify_by_idx" ON "breaches"("closed_at", "notify_by");

-- CreateIndex
CREATE INDEX "legal_requests_received_at_idx" ON "legal_requests"("received_at" DESC);


