-- CreateTable
CREATE TABLE "billing_accounts" (
    "organization_id" TEXT NOT NULL,
    "stripe_customer_id" TEXT,
    "vault_subject" UUID NOT NULL,
    "subscription_id" TEXT,
    "subscription_status" TEXT,
    "next_plan" TEXT,
    "cancels_at_period_end" BOOLEAN NOT NULL DEFAULT false,
    "period_ends_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "billing_accounts_pkey" PRIMARY KEY ("organization_id")
);

-- CreateTable
CREATE TABLE "stripe_events" (
    "id" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "handled_at" TIMESTAMPTZ(3),

    CONSTRAINT "stripe_events_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "billing_checkouts" (
    "id" TEXT NOT NULL,
    "organization_id" TEXT NOT NULL,
    "wish" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'open',
    "stripe_session_id" TEXT,
    "url" TEXT,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "billing_checkouts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "billing_payments" (
    "id" TEXT NOT NULL,
    "organization_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "payment_intent_id" TEXT,
    "description" TEXT NOT NULL,
    "amount_cents" INTEGER NOT NULL,
    "currency" TEXT NOT NULL,
    "credits" INTEGER NOT NULL,
    "credits_taken" INTEGER NOT NULL DEFAULT 0,
    "refunded_cents" INTEGER NOT NULL DEFAULT 0,
    "disputed_cents" INTEGER NOT NULL DEFAULT 0,
    "plan" TEXT,
    "period_ends_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,
    "paid_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "billing_payments_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "billing_refunds" (
    "id" TEXT NOT NULL,
    "payment_id" TEXT NOT NULL,
    "amount_cents" INTEGER NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'requested',
    "stripe_refund_id" TEXT,
    "reason" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "billing_refunds_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "billing_cursors" (
    "name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "billing_cursors_pkey" PRIMARY KEY ("name")
);

-- CreateIndex
CREATE UNIQUE INDEX "billing_accounts_stripe_customer_id_key" ON "billing_accounts"("stripe_customer_id");

-- CreateIndex
CREATE UNIQUE INDEX "billing_accounts_vault_subject_key" ON "billing_accounts"("vault_subject");

-- CreateIndex
CREATE INDEX "stripe_events_received_at_idx" ON "stripe_events"("received_at");

-- CreateIndex
CREATE UNIQUE INDEX "billing_checkouts_stripe_session_id_key" ON "billing_checkouts"("stripe_session_id");

-- CreateIndex
CREATE INDEX "billing_checkouts_organization_id_created_at_idx" ON "billing_checkouts"("organization_id", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "billing_payments_source_key" ON "billing_payments"("source");

-- CreateIndex
CREATE INDEX "billing_payments_organization_id_paid_at_idx" ON "billing_payments"("organization_id", "paid_at");

-- CreateIndex
CREATE INDEX "billing_payments_payment_intent_id_idx" ON "billing_payments"("payment_intent_id");

-- CreateIndex
CREATE UNIQUE INDEX "billing_refunds_stripe_refund_id_key" ON "billing_refunds"("stripe_refund_id");

-- CreateIndex
CREATE INDEX "billing_refunds_payment_id_idx" ON "billing_refunds"("payment_id");

-- AddForeignKey
ALTER TABLE "billing_refunds" ADD CONSTRAINT "billing_refunds_payment_id_fkey" FOREIGN KEY ("payment_id") REFERENCES "billing_payments"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- One page for one wish.
CREATE UNIQUE INDEX "billing_checkouts_one_open" ON "billing_checkouts"("organization_id", "wish") WHERE "status" = 'open';
ALTER TABLE "billing_payments" ADD CONSTRAINT "billing_payments_credits_within" CHECK ("credits_taken" BETWEEN 0 AND "credits");
CREATE INDEX "stripe_events_waiting" ON "stripe_events"("received_at") WHERE "handled_at" IS NULL;

-- Financial records outlive the account by years. They stand in a schema of their own under a role of their own: what the
-- portal may do is add to them and remove what is seven years old, by two functions; it cannot read them. Where the role
-- that runs this may not create roles, the tables stay with it, all else is the same, and `portal doctor` says so.
CREATE SCHEMA "fin_vault";
CREATE TABLE "fin_vault"."records" (
  "number" BIGSERIAL PRIMARY KEY,
  -- Who paid, by a name that only the account's own row knows.
  "subject" UUID NOT NULL,
  "kind" TEXT NOT NULL CHECK ("kind" IN ('payment', 'refund', 'refund_failed', 'dispute', 'dispute_won')),
  "reference" TEXT NOT NULL,
  "occurred_at" TIMESTAMPTZ(3) NOT NULL,
  "amount_cents" BIGINT NOT NULL,
  "tax_cents" BIGINT NOT NULL DEFAULT 0,
  "currency" TEXT NOT NULL,
  "credits" INTEGER NOT NULL DEFAULT 0,
  "description" TEXT NOT NULL,
  "invoice_number" TEXT,
  "country" TEXT,
  "tax_id" TEXT,
  UNIQUE ("kind", "reference")
);
CREATE INDEX "records_occurred_at" ON "fin_vault"."records"("occurred_at");

CREATE FUNCTION "fin_vault"."refuse_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'fin_vault.records is append-only: % refused. Correct a mistake with a new record.', TG_OP;
END
$$;
CREATE TRIGGER "records_append_only" BEFORE UPDATE OR TRUNCATE ON "fin_vault"."records"
  FOR EACH STATEMENT EXECUTE FUNCTION "fin_vault"."refuse_change"();

-- Once for each kind and reference. True where it was added.
CREATE FUNCTION "fin_vault"."record"(entry jsonb) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  INSERT INTO fin_vault.records
    (subject, kind, reference, occurred_at, amount_cents, tax_cents, currency, credits, description, invoice_number, country, tax_id)
  SELECT r.subject, r.kind, r.reference, r.occurred_at, r.amount_cents, coalesce(r.tax_cents, 0), r.currency,
    coalesce(r.credits, 0), r.description, r.invoice_number, r.country, r.tax_id
  FROM jsonb_populate_record(NULL::fin_vault.records, entry) AS r
  ON CONFLICT (kind, reference) DO NOTHING;
  RETURN FOUND;
END
$$;

-- By the database's own clock: whoever asks cannot make a record older than it is.
CREATE FUNCTION "fin_vault"."sweep"(most integer) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE removed integer;
BEGIN
  DELETE FROM fin_vault.records WHERE number IN (
    SELECT number FROM fin_vault.records WHERE occurred_at < now() - interval '7 years' ORDER BY occurred_at LIMIT most);
  GET DIAGNOSTICS removed = ROW_COUNT;
  RETURN removed;
END
$$;

REVOKE ALL ON SCHEMA "fin_vault" FROM PUBLIC;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA "fin_vault" FROM PUBLIC;

DO $$
DECLARE portal text := current_user;
BEGIN
  BEGIN
    CREATE ROLE printpal_finance NOLOGIN;
  EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
  END;
  EXECUTE format('GRANT printpal_finance TO %I', portal);
  GRANT USAGE, CREATE ON SCHEMA fin_vault TO printpal_finance;
  ALTER TABLE fin_vault.records OWNER TO printpal_finance;
  ALTER FUNCTION fin_vault.refuse_change() OWNER TO printpal_finance;
  ALTER FUNCTION fin_vault.record(jsonb) OWNER TO printpal_finance;
  ALTER FUNCTION fin_vault.sweep(integer) OWNER TO printpal_finance;
  REVOKE CREATE ON SCHEMA fin_vault FROM printpal_finance;
  SET LOCAL ROLE printpal_finance;
  EXECUTE format('GRANT EXECUTE ON FUNCTION fin_vault.record(jsonb), fin_vault.sweep(integer) TO %I', portal);
  RESET ROLE;
  EXECUTE format('REVOKE printpal_finance FROM %I', portal);
EXCEPTION WHEN insufficient_privilege THEN
  RAISE WARNING 'fin_vault stays with %, which may not create the role printpal_finance', portal;
END
$$;
