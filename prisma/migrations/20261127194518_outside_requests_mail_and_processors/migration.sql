-- CreateEnum
CREATE TYPE "outside_request_state" AS ENUM ('unverified', 'unagreed', 'received');

-- CreateTable
CREATE TABLE "processor_refusals" (
    "change_id" TEXT NOT NULL,
    "organization_id" TEXT NOT NULL,
    "processor" TEXT NOT NULL,
    "from_at" TIMESTAMPTZ(3) NOT NULL,
    "until_at" TIMESTAMPTZ(3),

    CONSTRAINT "processor_refusals_pkey" PRIMARY KEY ("change_id","organization_id")
);

-- CreateTable
CREATE TABLE "mail_suppressions" (
    "address_hash" TEXT NOT NULL,
    "topic" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "mail_suppressions_pkey" PRIMARY KEY ("address_hash","topic")
);

-- CreateTable
CREATE TABLE "outside_requests" (
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "state" "outside_request_state" NOT NULL DEFAULT 'unverified',
    "language" TEXT NOT NULL,
    "address_hash" TEXT NOT NULL,
    "network_hash" TEXT NOT NULL,
    "detail_sealed" BYTEA,
    "secret_hash" TEXT,
    "secret_expires_at" TIMESTAMPTZ(3),
    "wrong_tries" INTEGER NOT NULL DEFAULT 0,
    "privacy_request_id" TEXT,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "outside_requests_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "processor_changes" (
    "id" TEXT NOT NULL,
    "processor" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "summary" TEXT NOT NULL,
    "entry" JSONB NOT NULL,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "announced_at" TIMESTAMPTZ(3),
    "effective_at" TIMESTAMPTZ(3),
    "withdrawn_at" TIMESTAMPTZ(3),
    "told_at" TIMESTAMPTZ(3),
    "told_cursor" TEXT NOT NULL DEFAULT '',
    "told" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "processor_changes_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "processor_objections" (
    "id" TEXT NOT NULL,
    "change_id" TEXT NOT NULL,
    "organization_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "objected_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "processor_objections_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "processor_refusals_organization_id_idx" ON "processor_refusals"("organization_id");

-- CreateIndex
CREATE INDEX "outside_requests_address_hash_received_at_idx" ON "outside_requests"("address_hash", "received_at");

-- CreateIndex
CREATE INDEX "outside_requests_network_hash_received_at_idx" ON "outside_requests"("network_hash", "received_at");

-- CreateIndex
CREATE INDEX "outside_requests_privacy_request_id_idx" ON "outside_requests"("privacy_request_id");

-- CreateIndex
CREATE INDEX "outside_requests_expires_at_idx" ON "outside_requests"("expires_at");

-- CreateIndex
CREATE INDEX "processor_changes_effective_at_idx" ON "processor_changes"("effective_at");

-- CreateIndex
CREATE INDEX "processor_objections_organization_id_idx" ON "processor_objections"("organization_id");

-- CreateIndex
CREATE UNIQUE INDEX "processor_objections_change_id_organization_id_key" ON "processor_objections"("change_id", "organization_id");

-- AddForeignKey
ALTER TABLE "processor_objections" ADD CONSTRAINT "processor_objections_change_id_fkey" FOREIGN KEY ("change_id") REFERENCES "processor_changes"("id") ON DELETE CASCADE ON UPDATE CASCADE;


