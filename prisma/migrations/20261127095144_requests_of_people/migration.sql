-- CreateEnum
CREATE TYPE "privacy_request_status" AS ENUM ('unconfirmed', 'waiting', 'in_progress', 'partial', 'completed', 'cancelled', 'refused');

-- AlterTable
ALTER TABLE "organizations" ADD COLUMN     "closed_at" TIMESTAMPTZ(3),
ADD COLUMN     "frozen_at" TIMESTAMPTZ(3),
ADD COLUMN     "restricted_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "users" ADD COLUMN     "closed_at" TIMESTAMPTZ(3),
ADD COLUMN     "frozen_at" TIMESTAMPTZ(3),
ADD COLUMN     "objections" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "restricted_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "privacy_requests" (
    "id" TEXT NOT NULL,
    "user_id" TEXT,
    "organization_id" TEXT,
    "organization_ids" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "type" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "purpose" TEXT,
    "message_sealed" BYTEA,
    "contact_sealed" BYTEA,
    "status" "privacy_request_status" NOT NULL,
    "attempt" INTEGER NOT NULL DEFAULT 0,
    "steps" JSONB NOT NULL DEFAULT '[]',
    "receipt" JSONB,
    "answer" TEXT,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "due_rule" TEXT NOT NULL,
    "extended_at" TIMESTAMPTZ(3),
    "extension_reason" TEXT,
    "confirmed_at" TIMESTAMPTZ(3),
    "runs_at" TIMESTAMPTZ(3) NOT NULL,
    "completed_at" TIMESTAMPTZ(3),

    CONSTRAINT "privacy_requests_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "person_exports" (
    "id" TEXT NOT NULL,
    "request_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "object" TEXT NOT NULL,
    "size_bytes" BIGINT NOT NULL,
    "sha256" TEXT NOT NULL,
    "downloads_left" INTEGER NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "person_exports_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "legal_holds" (
    "id" TEXT NOT NULL,
    "user_id" TEXT,
    "organization_id" TEXT,
    "reason" TEXT NOT NULL,
    "authority" TEXT NOT NULL,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "released_by" TEXT,
    "released_at" TIMESTAMPTZ(3),

    CONSTRAINT "legal_holds_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "erasure_entries" (
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "subject_id" TEXT NOT NULL,
    "organization_id" TEXT,
    "request_id" TEXT NOT NULL,
    "erased_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "erasure_entries_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "privacy_requests_user_id_received_at_id_idx" ON "privacy_requests"("user_id", "received_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "privacy_requests_status_due_at_idx" ON "privacy_requests"("status", "due_at");

-- CreateIndex
CREATE INDEX "person_exports_expires_at_idx" ON "person_exports"("expires_at");

-- CreateIndex
CREATE UNIQUE INDEX "person_exports_request_id_number_key" ON "person_exports"("request_id", "number");

-- CreateIndex
CREATE INDEX "legal_holds_released_at_idx" ON "legal_holds"("released_at");

-- CreateIndex
CREATE UNIQUE INDEX "erasure_entries_kind_subject_id_key" ON "erasure_entries"("kind", "subject_id");

-- AddForeignKey
ALTER TABLE "person_exports" ADD CONSTRAINT "person_exports_request_id_fkey" FOREIGN KEY ("request_id") REFERENCES "privacy_requests"("id") ON DELETE CASCADE ON UPDATE CASCADE;


