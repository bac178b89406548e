-- CreateEnum
CREATE TYPE "data_subject_request_status" AS ENUM ('pending', 'in_progress', 'completed', 'cancelled');

-- DropIndex
DROP INDEX "generations_organization_id_end_user_id_created_at_id_idx";

-- AlterTable
ALTER TABLE "generations" ADD COLUMN     "end_user_hash" TEXT,
ADD COLUMN     "end_user_sealed" BYTEA,
ADD COLUMN     "restricted_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "restricted_end_users" (
    "organization_id" TEXT NOT NULL,
    "test" BOOLEAN NOT NULL,
    "end_user_hash" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "restricted_end_users_pkey" PRIMARY KEY ("organization_id","test","end_user_hash")
);

-- CreateTable
CREATE TABLE "data_subject_requests" (
    "id" TEXT NOT NULL,
    "organization_id" TEXT NOT NULL,
    "world" TEXT NOT NULL,
    "subject_request_id" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "end_user_hash" TEXT NOT NULL,
    "end_user_sealed" BYTEA,
    "status" "data_subject_request_status" NOT NULL DEFAULT 'pending',
    "attempt" INTEGER NOT NULL DEFAULT 0,
    "callback_url" TEXT,
    "called_back_at" TIMESTAMPTZ(3),
    "items" INTEGER NOT NULL DEFAULT 0,
    "cursor" TEXT,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "due_rule" TEXT NOT NULL,
    "runs_at" TIMESTAMPTZ(3) NOT NULL,
    "completed_at" TIMESTAMPTZ(3),

    CONSTRAINT "data_subject_requests_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "data_exports" (
    "id" TEXT NOT NULL,
    "request_id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "object" TEXT NOT NULL,
    "size_bytes" BIGINT NOT NULL,
    "sha256" TEXT NOT NULL,
    "downloads_left" INTEGER NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "data_exports_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "data_subject_requests_organization_id_received_at_id_idx" ON "data_subject_requests"("organization_id", "received_at" DESC, "id" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "data_subject_requests_organization_id_world_subject_request_key" ON "data_subject_requests"("organization_id", "world", "subject_request_id");

-- CreateIndex
CREATE INDEX "data_exports_expires_at_idx" ON "data_exports"("expires_at");

-- CreateIndex
CREATE UNIQUE INDEX "data_exports_request_id_number_key" ON "data_exports"("request_id", "number");

-- CreateIndex
CREATE INDEX "generations_organization_id_end_user_hash_created_at_id_idx" ON "generations"("organization_id", "end_user_hash", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "generations_end_user_id_idx" ON "generations"("end_user_id");

-- AddForeignKey
ALTER TABLE "data_exports" ADD CONSTRAINT "data_exports_request_id_fkey" FOREIGN KEY ("request_id") REFERENCES "data_subject_requests"("id") ON DELETE CASCADE ON UPDATE CASCADE;


