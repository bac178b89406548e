-- CreateTable
CREATE TABLE "policy_versions" (
    "document" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "summary" TEXT NOT NULL,
    "material" BOOLEAN NOT NULL,
    "effective_at" TIMESTAMPTZ(3),
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "announced_at" TIMESTAMPTZ(3),
    "announce_cursor" TEXT NOT NULL DEFAULT '',
    "applied_at" TIMESTAMPTZ(3),

    CONSTRAINT "policy_versions_pkey" PRIMARY KEY ("document","version")
);

-- CreateTable
CREATE TABLE "policy_acceptances" (
    "id" TEXT NOT NULL,
    "number" BIGSERIAL NOT NULL,
    "user_id" TEXT,
    "organization_id" TEXT NOT NULL,
    "key_id" TEXT,
    "occasion" TEXT NOT NULL,
    "document" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "sha256" TEXT NOT NULL,
    "accepted_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "policy_acceptances_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "policy_acceptances_number_key" ON "policy_acceptances"("number");

-- CreateIndex
CREATE INDEX "policy_acceptances_user_id_document_idx" ON "policy_acceptances"("user_id", "document");

-- CreateIndex
CREATE INDEX "policy_acceptances_organization_id_idx" ON "policy_acceptances"("organization_id");


CREATE FUNCTION "refuse_acceptance_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'policy_acceptances is append-only: % refused. What is said later is a new row.', TG_OP;
END
$$;
CREATE TRIGGER "policy_acceptances_append_only" BEFORE UPDATE OR DELETE ON "policy_acceptances"
  FOR EACH ROW EXECUTE FUNCTION "refuse_acceptance_change"();
CREATE TRIGGER "policy_acceptances_no_truncate" BEFORE TRUNCATE ON "policy_acceptances"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_acceptance_change"();

-- A text that was published stays as it was shown.
CREATE FUNCTION "refuse_published_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.effective_at IS NOT NULL AND (TG_OP = 'DELETE' OR (NEW.text, NEW.summary, NEW.material, NEW.effective_at)
    IS DISTINCT FROM (OLD.text, OLD.summary, OLD.material, OLD.effective_at)) THEN
    RAISE EXCEPTION 'A published version stays as it is. Write a further one.';
  END IF;
  RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END
$$;
CREATE TRIGGER "policy_versions_published" BEFORE UPDATE OR DELETE ON "policy_versions"
  FOR EACH ROW EXECUTE FUNCTION "refuse_published_change"();
