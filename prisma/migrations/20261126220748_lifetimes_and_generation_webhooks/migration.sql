-- AlterTable
ALTER TABLE "generations" ADD COLUMN     "deletes_at" TIMESTAMPTZ(3),
ADD COLUMN     "expired_at" TIMESTAMPTZ(3),
ADD COLUMN     "store_input" BOOLEAN NOT NULL DEFAULT true,
ADD COLUMN     "webhook_url" TEXT;

-- AlterTable
ALTER TABLE "webhook_deliveries" ADD COLUMN     "url" TEXT;

-- AlterTable
ALTER TABLE "webhook_endpoints" ADD COLUMN     "ad_hoc" BOOLEAN NOT NULL DEFAULT false;

-- CreateIndex
CREATE INDEX "api_requests_created_at_idx" ON "api_requests"("created_at");

-- CreateIndex
CREATE INDEX "events_created_at_idx" ON "events"("created_at");

-- CreateIndex
CREATE INDEX "generations_deletes_at_idx" ON "generations"("deletes_at");

-- CreateIndex
CREATE INDEX "webhook_deliveries_event_id_idx" ON "webhook_deliveries"("event_id");


