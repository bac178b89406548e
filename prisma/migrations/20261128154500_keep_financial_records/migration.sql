-- A record that the tax law still asks for goes under no role, whatever the portal's own may do.
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
  CREATE OR REPLACE FUNCTION "fin_vault"."refuse_early"() RETURNS trigger LANGUAGE plpgsql AS $body$
  BEGIN
    IF OLD.occurred_at >= now() - interval '7 years' THEN
      RAISE EXCEPTION 'fin_vault.records is append-only: % refused. A record is kept for seven years.', TG_OP;
    END IF;
    RETURN OLD;
  END
  $body$;
  REVOKE ALL ON FUNCTION "fin_vault"."refuse_early"() FROM PUBLIC;
  CREATE OR REPLACE TRIGGER "records_kept" BEFORE DELETE ON "fin_vault"."records"
    FOR EACH ROW EXECUTE FUNCTION "fin_vault"."refuse_early"();
  IF keeper <> portal THEN
    EXECUTE format('GRANT CREATE ON SCHEMA fin_vault TO %I', keeper);
    EXECUTE format('ALTER FUNCTION fin_vault.refuse_early() OWNER TO %I', keeper);
    EXECUTE format('REVOKE CREATE ON SCHEMA fin_vault FROM %I', keeper);
  END IF;
  IF joined THEN
    EXECUTE format('REVOKE %I FROM %I', keeper, portal);
  END IF;
END
$$;
