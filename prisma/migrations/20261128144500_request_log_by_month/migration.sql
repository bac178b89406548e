-- The request log by months of UTC: what is a year old goes as a whole partition. Rows move within one transaction.
ALTER TABLE "api_requests" RENAME TO "api_requests_whole";
ALTER TABLE "api_requests_whole" RENAME CONSTRAINT "api_requests_pkey" TO "api_requests_whole_pkey";
ALTER INDEX "api_requests_created_at_idx" RENAME TO "api_requests_whole_created_at_idx";
ALTER INDEX "api_requests_organization_id_created_at_idx" RENAME TO "api_requests_whole_organization_id_created_at_idx";
ALTER INDEX "api_requests_api_key_id_created_at_idx" RENAME TO "api_requests_whole_api_key_id_created_at_idx";

CREATE TABLE "api_requests" (LIKE "api_requests_whole" INCLUDING DEFAULTS) PARTITION BY RANGE ("created_at");
ALTER TABLE "api_requests" ADD CONSTRAINT "api_requests_pkey" PRIMARY KEY ("id", "created_at");
CREATE INDEX "api_requests_created_at_idx" ON "api_requests"("created_at");
CREATE INDEX "api_requests_organization_id_created_at_idx" ON "api_requests"("organization_id", "created_at");
CREATE INDEX "api_requests_api_key_id_created_at_idx" ON "api_requests"("api_key_id", "created_at");

-- No call fails to be logged because its month has no partition.
CREATE TABLE "api_requests_default" PARTITION OF "api_requests" DEFAULT;

DO $$
DECLARE month timestamp;
BEGIN
  FOR month IN
    SELECT date_trunc('month', created_at AT TIME ZONE 'UTC') FROM "api_requests_whole"
    UNION SELECT date_trunc('month', now() AT TIME ZONE 'UTC') + make_interval(months => ahead) FROM generate_series(0, 2) AS ahead
  LOOP
    EXECUTE format('CREATE TABLE %I PARTITION OF "api_requests" FOR VALUES FROM (%L) TO (%L)',
      'api_requests_' || to_char(month, 'YYYY_MM'),
      month AT TIME ZONE 'UTC', (month + interval '1 month') AT TIME ZONE 'UTC');
  END LOOP;
END $$;

INSERT INTO "api_requests" SELECT * FROM "api_requests_whole";
DROP TABLE "api_requests_whole";
