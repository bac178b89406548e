-- AlterTable
ALTER TABLE "data_subject_requests" ADD COLUMN     "callback_attempts" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "callback_error" TEXT,
ADD COLUMN     "callback_failed_at" TIMESTAMPTZ(3);

-- CreateIndex
CREATE INDEX "events_subject_id_idx" ON "events"("subject_id");


