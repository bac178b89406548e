-- DropIndex
DROP INDEX "erasure_entries_kind_subject_id_key";

-- CreateIndex
CREATE UNIQUE INDEX "erasure_entries_kind_subject_id_request_id_key" ON "erasure_entries"("kind", "subject_id", "request_id");


