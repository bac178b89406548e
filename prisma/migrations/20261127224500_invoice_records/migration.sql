-- A pack's invoice is written after its payment, and its number may be known later than that: a record of its own says it,
-- because records are never changed.
DO $$
DECLARE
  portal text := current_user;
  keeper name := (SELECT tableowner FROM pg_tables WHERE schemaname = 'fin_vault' AND tablename = 'records');
  joined boolean := false;
BEGIN
  IF NOT pg_has_role(portal, keeper, 'USAGE') THEN
    BEGIN
      EXECUTE format('GRANT %I TO %I', keeper, portal);
      joined := true;
    EXCEPTION WHEN insufficient_privilege THEN
      RAISE EXCEPTION 'The financial records belong to the role %, and % may not change their table. Run GRANT % TO %, start again, and revoke it afterwards.',
        keeper, portal, keeper, portal;
    END;
  END IF;
  ALTER TABLE "fin_vault"."records" DROP CONSTRAINT "records_kind_check";
  ALTER TABLE "fin_vault"."records" ADD CONSTRAINT "records_kind_check"
    CHECK ("kind" IN ('payment', 'invoice', 'refund', 'refund_failed', 'dispute', 'dispute_won'));
  IF joined THEN
    EXECUTE format('REVOKE %I FROM %I', keeper, portal);
  END IF;
END
$$;
