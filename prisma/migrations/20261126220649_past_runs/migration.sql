-- CreateIndex
CREATE INDEX "generations_quality_status_test_completed_at_idx" ON "generations"("quality", "status", "test", "completed_at" DESC);


