-- CreateEnum
CREATE TYPE "print_kind" AS ENUM ('conversion', 'print_check');

-- CreateEnum
CREATE TYPE "print_status" AS ENUM ('pending', 'processing', 'completed', 'failed');

-- CreateTable
CREATE TABLE "prints" (
    "id" TEXT NOT NULL,
    "organization_id" TEXT NOT NULL,
    "kind" "print_kind" NOT NULL,
    "api_key_id" TEXT,
    "user_id" TEXT,
    "test" BOOLEAN NOT NULL DEFAULT false,
    "status" "print_status" NOT NULL DEFAULT 'pending',
    "progress" INTEGER NOT NULL DEFAULT 0,
    "attempt" INTEGER NOT NULL DEFAULT 0,
    "settings" JSONB NOT NULL DEFAULT '{}',
    "upload_object" TEXT,
    "read_format" TEXT,
    "faults" JSONB,
    "repairs" JSONB,
    "report" JSONB,
    "verdict" JSONB,
    "result_object" TEXT,
    "extension" TEXT,
    "content_type" TEXT,
    "size_bytes" BIGINT,
    "sha256" TEXT,
    "stored_bytes" BIGINT NOT NULL DEFAULT 0,
    "error_code" TEXT,
    "error_message" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "started_at" TIMESTAMPTZ(3),
    "completed_at" TIMESTAMPTZ(3),
    "deleted_at" TIMESTAMPTZ(3),

    CONSTRAINT "prints_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "prints_organization_id_kind_created_at_id_idx" ON "prints"("organization_id", "kind", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "prints_status_idx" ON "prints"("status");



-- What each organization keeps, whichever room keeps it: the storage room asks this against the quota.
CREATE VIEW "kept_bytes" AS
  SELECT "organization_id", "stored_bytes" FROM "generations"
  UNION ALL
  SELECT "organization_id", "stored_bytes" FROM "prints";
