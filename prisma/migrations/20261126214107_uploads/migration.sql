-- CreateEnum
CREATE TYPE "upload_status" AS ENUM ('waiting', 'ready');

-- CreateTable
CREATE TABLE "uploads" (
    "id" TEXT NOT NULL,
    "organization_id" TEXT NOT NULL,
    "api_key_id" TEXT,
    "user_id" TEXT,
    "test" BOOLEAN NOT NULL DEFAULT false,
    "status" "upload_status" NOT NULL DEFAULT 'waiting',
    "content_type" TEXT NOT NULL,
    "size_bytes" INTEGER NOT NULL,
    "filename" TEXT,
    "object" TEXT,
    "object_type" TEXT,
    "width" INTEGER NOT NULL DEFAULT 0,
    "height" INTEGER NOT NULL DEFAULT 0,
    "stored_bytes" BIGINT NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "received_at" TIMESTAMPTZ(3),
    "last_used_at" TIMESTAMPTZ(3),
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "deleted_at" TIMESTAMPTZ(3),

    CONSTRAINT "uploads_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "uploads_organization_id_created_at_id_idx" ON "uploads"("organization_id", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "uploads_expires_at_idx" ON "uploads"("expires_at");



-- What is kept of uploads counts like everything else.
CREATE OR REPLACE VIEW "kept_bytes" AS
  SELECT "organization_id", "stored_bytes" FROM "generations"
  UNION ALL
  SELECT "organization_id", "stored_bytes" FROM "prints"
  UNION ALL
  SELECT "organization_id", "stored_bytes" FROM "uploads";
