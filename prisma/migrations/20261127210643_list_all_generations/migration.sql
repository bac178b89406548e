-- CreateIndex
CREATE INDEX "generations_created_at_id_idx" ON "generations"("created_at" DESC, "id" DESC);


