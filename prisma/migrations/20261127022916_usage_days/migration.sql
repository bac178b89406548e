-- CreateTable
CREATE TABLE "usage_days" (
    "organization_id" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "api_key_id" TEXT NOT NULL,
    "status_code" INTEGER NOT NULL,
    "requests" INTEGER NOT NULL,
    "credits" INTEGER NOT NULL,

    CONSTRAINT "usage_days_pkey" PRIMARY KEY ("organization_id","day","api_key_id","status_code")
);

-- CreateIndex
CREATE INDEX "usage_days_day_idx" ON "usage_days"("day");

-- What was logged before.
INSERT INTO "usage_days" ("organization_id", "day", "api_key_id", "status_code", "requests", "credits")
SELECT "organization_id", ("created_at" AT TIME ZONE 'UTC')::date, "api_key_id", "status_code", COUNT(*)::int, SUM("credits_used")::int
FROM "api_requests" GROUP BY 1, 2, 3, 4;
