-- CreateEnum
CREATE TYPE "credit_source" AS ENUM ('sign_up', 'plan', 'pack', 'support', 'adjustment', 'returned');

-- AlterEnum
ALTER TYPE "ledger_entry_kind" ADD VALUE 'expire';
ALTER TYPE "ledger_entry_kind" ADD VALUE 'refund';
ALTER TYPE "ledger_entry_kind" ADD VALUE 'debt';
ALTER TYPE "ledger_entry_kind" ADD VALUE 'adjustment';

-- AlterTable
ALTER TABLE "credit_balances" ADD COLUMN     "owed" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "ledger_entries" ADD COLUMN     "owed" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "source" "credit_source";

-- CreateTable
CREATE TABLE "credit_lots" (
    "id" TEXT NOT NULL,
    "number" BIGSERIAL NOT NULL,
    "organization_id" TEXT NOT NULL,
    "source" "credit_source" NOT NULL,
    "granted" INTEGER NOT NULL,
    "remaining" INTEGER NOT NULL,
    "expires_at" TIMESTAMPTZ(3),
    "payment_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "credit_lots_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "credit_lots_number_key" ON "credit_lots"("number");

-- CreateIndex
CREATE INDEX "credit_lots_organization_id_idx" ON "credit_lots"("organization_id");

-- CreateIndex
CREATE INDEX "credit_lots_payment_id_idx" ON "credit_lots"("payment_id");

-- What each kind may do, the new ones among them: as text, because what was just added to an enum cannot be named yet.
ALTER TABLE "ledger_entries" DROP CONSTRAINT "ledger_entries_amount_fits_kind";
ALTER TABLE "ledger_entries" ADD CONSTRAINT "ledger_entries_amount_fits_kind" CHECK (
  CASE "kind"::text
    WHEN 'grant' THEN "amount" > 0
    WHEN 'reserve' THEN "amount" <= 0
    WHEN 'settle' THEN "amount" = 0
    WHEN 'release' THEN "amount" >= 0
    WHEN 'expire' THEN "amount" < 0
    WHEN 'refund' THEN "amount" <> 0 OR "owed" > 0
    WHEN 'debt' THEN "amount" < 0 AND "owed" = "amount"
    WHEN 'adjustment' THEN "amount" <> 0
    ELSE false
  END
);
ALTER TABLE "ledger_entries" DROP CONSTRAINT "ledger_entries_generation_fits_kind";
ALTER TABLE "ledger_entries" ADD CONSTRAINT "ledger_entries_generation_fits_kind" CHECK (
  ("kind"::text IN ('reserve', 'settle', 'release')) = ("generation_id" IS NOT NULL)
);
ALTER TABLE "ledger_entries" ADD CONSTRAINT "ledger_entries_owed_fits_kind" CHECK (
  "owed" = 0 OR "kind"::text IN ('refund', 'debt')
);

ALTER TABLE "credit_balances" ADD CONSTRAINT "credit_balances_owed_not_negative" CHECK ("owed" >= 0);
ALTER TABLE "credit_lots" ADD CONSTRAINT "credit_lots_remaining_within" CHECK ("remaining" BETWEEN 0 AND "granted");
-- The few that are not used up, for spending, and those of them that end, for the job that ends them.
CREATE INDEX "credit_lots_left" ON "credit_lots"("organization_id") WHERE "remaining" > 0;
CREATE INDEX "credit_lots_expiring" ON "credit_lots"("expires_at") WHERE "remaining" > 0 AND "expires_at" IS NOT NULL;

-- Whatever was granted before there were lots never expires; what was spent of it is told to the lots at the next movement.
INSERT INTO "credit_lots" ("id", "organization_id", "source", "granted", "remaining", "created_at")
SELECT "id", "organization_id",
  CASE WHEN "cause" LIKE '%:welcome' THEN 'sign_up' ELSE 'support' END::"credit_source", "amount", "amount", "created_at"
FROM "ledger_entries" WHERE "kind" = 'grant' AND "amount" > 0 ORDER BY "number";
