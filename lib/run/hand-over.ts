import pg from "pg";

/** The role that the site and the worker are in the embedded database: it owns what they use, and is no superuser. */
export const APP_ROLE = "printpal_app";

/**
 * Hands what migrations made in the embedded database to {@link APP_ROLE}, which is made where it is missing, and leaves the
 * financial records where they are: of those, the role may only add to them and sweep them. Of what it has already, nothing
 * changes, so this runs at each start, and a data folder from before there was such a role becomes like any other.
 * Returns the address for the role.
 */
export async function handOver(ownerUrl: string, password: string): Promise<string> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query("BEGIN");
    // Values cannot be parameters of these statements.
    await client.query("SELECT set_config('printpal.password', $1, true)", [password]);
    await client.query(MAKE_ROLE);
    for (const { statement } of (await client.query<{ statement: string }>(NOT_ITS_OWN)).rows)
      await client.query(statement);
    await client.query(`GRANT USAGE ON SCHEMA fin_vault TO ${APP_ROLE};
      GRANT EXECUTE ON FUNCTION fin_vault.record(jsonb), fin_vault.sweep(integer) TO ${APP_ROLE}`);
    await client.query("COMMIT");
  } finally {
    await client.end();
  }
  const address = new URL(ownerUrl);
  [address.username, address.password] = [APP_ROLE, password];
  return address.href;
}

const MAKE_ROLE = `
DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '${APP_ROLE}') THEN
    CREATE ROLE ${APP_ROLE};
  END IF;
  EXECUTE format('ALTER ROLE ${APP_ROLE} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS PASSWORD %L',
    current_setting('printpal.password'));
  EXECUTE format('REVOKE printpal_finance FROM ${APP_ROLE}');
  EXECUTE format('ALTER DATABASE %I OWNER TO ${APP_ROLE}', current_database());
END $$`;

/** Of this database's schemas, without the system's own and the records': indexes and most sequences follow their tables. */
const NOT_ITS_OWN = `
WITH ours AS (
  SELECT oid, nspname, nspowner FROM pg_namespace
  WHERE nspname !~ '^pg_' AND nspname NOT IN ('information_schema', 'fin_vault')
), app AS (SELECT oid FROM pg_roles WHERE rolname = '${APP_ROLE}')
SELECT format('ALTER SCHEMA %I OWNER TO ${APP_ROLE}', nspname) AS statement
FROM ours WHERE nspname <> 'public' AND nspowner <> (SELECT oid FROM app)
UNION ALL
SELECT format('ALTER %s %I.%I OWNER TO ${APP_ROLE}',
  CASE relkind WHEN 'S' THEN 'SEQUENCE' WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW' WHEN 'c' THEN 'TYPE'
    ELSE 'TABLE' END, nspname, relname)
FROM pg_class JOIN ours ON ours.oid = relnamespace
WHERE relkind IN ('r', 'p', 'v', 'm', 'S', 'c') AND relowner <> (SELECT oid FROM app)
  AND NOT (relkind = 'S' AND EXISTS (SELECT FROM pg_depend
    WHERE classid = 'pg_class'::regclass AND objid = pg_class.oid AND deptype IN ('a', 'i')
      AND refclassid = 'pg_class'::regclass))
UNION ALL
SELECT format('ALTER ROUTINE %s OWNER TO ${APP_ROLE}', pg_proc.oid::regprocedure)
FROM pg_proc JOIN ours ON ours.oid = pronamespace WHERE proowner <> (SELECT oid FROM app)
UNION ALL
SELECT format('ALTER TYPE %I.%I OWNER TO ${APP_ROLE}', nspname, typname)
FROM pg_type JOIN ours ON ours.oid = typnamespace
WHERE typtype IN ('e', 'd', 'r') AND typowner <> (SELECT oid FROM app)`;
