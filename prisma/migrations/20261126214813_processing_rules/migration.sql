-- AlterTable
ALTER TABLE "generations" ADD COLUMN     "digests" JSONB NOT NULL DEFAULT '{}',
ADD COLUMN     "input_bytes" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "input_erased_at" TIMESTAMPTZ(3),
ADD COLUMN     "processing" JSONB NOT NULL DEFAULT '{}',
ADD COLUMN     "results_erased_at" TIMESTAMPTZ(3),
ADD COLUMN     "training_eligible" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "organizations" ADD COLUMN     "processing_floor" JSONB NOT NULL DEFAULT '{}',
ADD COLUMN     "training_consent" BOOLEAN;


