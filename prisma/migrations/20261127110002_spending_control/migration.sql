-- CreateTable
CREATE TABLE "spending_settings" (
    "organization_id" TEXT NOT NULL,
    "low_balance_credits" INTEGER,
    "low_told_at" TIMESTAMPTZ(3),
    "cap_told_month" TEXT,
    "top_up_on" BOOLEAN NOT NULL DEFAULT false,
    "top_up_below_credits" INTEGER NOT NULL DEFAULT 0,
    "top_up_pack" TEXT NOT NULL DEFAULT 'pack_small',
    "top_up_quantity" INTEGER NOT NULL DEFAULT 1,
    "top_up_monthly_cents" INTEGER NOT NULL DEFAULT 0,
    "top_up_cap_told_month" TEXT,
    "top_up_failures" INTEGER NOT NULL DEFAULT 0,
    "top_up_not_before" TIMESTAMPTZ(3),

    CONSTRAINT "spending_settings_pkey" PRIMARY KEY ("organization_id")
);

-- CreateTable
CREATE TABLE "top_ups" (
    "id" TEXT NOT NULL,
    "organization_id" TEXT NOT NULL,
    "pack" TEXT NOT NULL,
    "quantity" INTEGER NOT NULL,
    "amount_cents" INTEGER NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'pending',
    "payment_intent_id" TEXT,
    "decline_reason" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "top_ups_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "top_ups_organization_id_created_at_idx" ON "top_ups"("organization_id", "created_at");


