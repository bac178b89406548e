-- AlterTable
ALTER TABLE "generations" ADD COLUMN     "recipients" JSONB NOT NULL DEFAULT '[]';

-- CreateTable
CREATE TABLE "outbound_transfers" (
    "id" TEXT NOT NULL,
    "generation_id" TEXT NOT NULL,
    "provider" TEXT NOT NULL,
    "origin" TEXT NOT NULL,
    "terms" JSONB NOT NULL,
    "size_bytes" INTEGER NOT NULL,
    "sha256" TEXT NOT NULL,
    "kept" JSONB NOT NULL DEFAULT '{}',
    "sent_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "outcome" TEXT NOT NULL DEFAULT 'open',
    "deleted_at" TIMESTAMPTZ(3),
    "deletion_receipt" JSONB,
    "deletion_tries" INTEGER NOT NULL DEFAULT 0,
    "deletion_error" TEXT,
    "erasure_asked_at" TIMESTAMPTZ(3),
    "erasure_told_at" TIMESTAMPTZ(3),

    CONSTRAINT "outbound_transfers_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "outbound_transfers_generation_id_idx" ON "outbound_transfers"("generation_id");

-- CreateIndex
CREATE INDEX "outbound_transfers_provider_deletion_error_idx" ON "outbound_transfers"("provider", "deletion_error");

-- AddForeignKey
ALTER TABLE "outbound_transfers" ADD CONSTRAINT "outbound_transfers_generation_id_fkey" FOREIGN KEY ("generation_id") REFERENCES "generations"("id") ON DELETE CASCADE ON UPDATE CASCADE;



-- Written by hand: nothing is sent to anybody without an agreement, a country and what a transfer there rests on, whoever writes.
ALTER TABLE "outbound_transfers" ADD CONSTRAINT "outbound_transfers_has_agreement_and_ground" CHECK (
  coalesce("terms" ->> 'country', '') ~ '^[A-Z]{2}$'
  AND coalesce("terms" ->> 'dpa', '') ~ '^\d{4}-\d{2}-\d{2}$'
  AND btrim(coalesce("terms" ->> 'transfer_mechanism', '')) <> ''
);
