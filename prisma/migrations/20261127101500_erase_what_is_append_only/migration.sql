-- Append-only tables let rows go where an erasure or the sweep says so, in its own transaction, and never otherwise.
CREATE OR REPLACE FUNCTION "refuse_ledger_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND current_setting('printpal.erasing', true) = 'on' THEN RETURN OLD; END IF;
  RAISE EXCEPTION 'ledger_entries is append-only: % refused. Correct a mistake with a new entry.', TG_OP;
END
$$;

CREATE OR REPLACE FUNCTION "refuse_consent_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND current_setting('printpal.erasing', true) = 'on' THEN RETURN OLD; END IF;
  RAISE EXCEPTION 'consent_records is append-only: % refused. What is said later is a new record.', TG_OP;
END
$$;
