-- AlterTable
ALTER TABLE "api_keys" ADD COLUMN     "allowed_addresses" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "exposed_at" TIMESTAMPTZ(3),
ADD COLUMN     "exposed_by" TEXT;

-- AlterTable
ALTER TABLE "generations" ADD COLUMN     "engine_settings" JSONB NOT NULL DEFAULT '{}',
ADD COLUMN     "notes" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "stored_bytes" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "view_objects" TEXT[] DEFAULT ARRAY[]::TEXT[];


