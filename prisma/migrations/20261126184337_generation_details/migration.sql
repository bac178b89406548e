-- AlterTable
ALTER TABLE "generations" ADD COLUMN     "deadline_at" TIMESTAMPTZ(3),
ADD COLUMN     "end_user_id" TEXT,
ADD COLUMN     "feedback_comment" TEXT,
ADD COLUMN     "feedback_rating" TEXT,
ADD COLUMN     "metadata" JSONB NOT NULL DEFAULT '{}';

-- CreateIndex
CREATE INDEX "generations_organization_id_end_user_id_created_at_id_idx" ON "generations"("organization_id", "end_user_id", "created_at" DESC, "id" DESC);


