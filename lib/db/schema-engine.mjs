#!/usr/bin/env node
/**
 * Stands in for the schema engine that the Prisma CLI would download: the same JSON-RPC over standard input and
 * output, answered by `@prisma/schema-engine-wasm`. So `prisma generate` and `prisma migrate` work from the npm
 * registry alone. Wired in `prisma.config.ts`; used while developing only, the portal migrates by `migrate.ts`.
 */
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { createInterface } from "node:readline";

const args = process.argv.slice(2);
const databaseUrl = JSON.parse(option("--datasource") ?? "{}").url ?? "pglite:memory://";
const inProcess = databaseUrl.startsWith("pglite:");

if (args.includes("--version")) process.stdout.write("schema-engine-cli (wasm)\n");
else if (args.includes("can-connect-to-database")) await checkConnection();
else if (!args.includes("cli")) serve();

function option(name) {
  const index = args.indexOf(name);
  return index < 0 ? undefined : args[index + 1];
}

/** Answers one request after another: the engine keeps state between calls and is not re-entrant. */
function serve() {
  let engine;
  let prints = 0;
  let queue = Promise.resolve();
  const send = (message) => process.stdout.write(JSON.stringify({ jsonrpc: "2.0", ...message }) + "\n");
  const answer = async ({ id, method, params }) => {
    try {
      engine ??= await loadEngine();
      const result = (await engine[method === "getDatabaseVersion" ? "version" : method](params)) ?? {};
      if (result.stdout)
        send({ id: 1_000_000 + ++prints, method: "print", params: { content: result.stdout } });
      send({ id, result });
    } catch (error) {
      const data = {
        is_panic: false,
        message: String(error?.message ?? error),
        meta: null,
        error_code: error?.code,
      };
      send({
        id,
        error: { code: 4466, message: "An error happened. Check the data field for details.", data },
      });
    }
  };
  createInterface({ input: process.stdin })
    .on("line", (line) => {
      const request = JSON.parse(line);
      if (request.method) queue = queue.then(() => answer(request));
    })
    .on("close", () => queue.then(() => process.exit(0)));
}

async function loadEngine() {
  const name = "@prisma/schema-engine-wasm/schema_engine_bg";
  const bindings = await import(name);
  const folder = path.dirname(createRequire(import.meta.url).resolve(name));
  const wasm = await WebAssembly.compile(await readFile(path.join(folder, "schema_engine_bg.wasm")));
  const { exports } = await WebAssembly.instantiate(wasm, { "./schema_engine_bg.js": bindings });
  bindings.__wbg_set_wasm(exports);
  exports.__wbindgen_start?.();
  const files = option("--datamodels")?.split(",") ?? [];
  const datamodels = await Promise.all(files.map(async (file) => [file, await readFile(file, "utf8")]));
  const log = (line) => process.stderr.write(line + "\n");
  return bindings.SchemaEngine.new(
    { datamodels: files.length ? datamodels : undefined },
    log,
    await adapter(),
  );
}

async function adapter() {
  const { bindMigrationAwareSqlAdapterFactory } = await import("@prisma/driver-adapter-utils");
  if (inProcess)
    return bindMigrationAwareSqlAdapterFactory(await pglite(databaseUrl.slice("pglite:".length)));
  const { PrismaPg } = await import("@prisma/adapter-pg");
  const { default: pg } = await import("pg");
  reportCatalogueCharAsText(pg);
  const factory = new PrismaPg({ connectionString: databaseUrl });
  // The shadow database runs inside this process: it needs no CREATEDB right and leaves nothing behind.
  factory.connectToShadowDb = async () => (await pglite("memory://shadow")).connect();
  return bindMigrationAwareSqlAdapterFactory(factory);
}

async function pglite(location) {
  const { PGlite } = await import("@electric-sql/pglite");
  const { PrismaPGlite } = await import("pglite-prisma-adapter");
  return new PrismaPGlite(await PGlite.create(location));
}

/** The adapter knows no mapping for the catalogue's one-byte `"char"` (OID 18): report it as bpchar (1042). */
function reportCatalogueCharAsText(pg) {
  const { addFields } = pg.Result.prototype;
  pg.Result.prototype.addFields = function (fields) {
    for (const field of fields) if (field.dataTypeID === 18) field.dataTypeID = 1042;
    return addFields.call(this, fields);
  };
}

async function checkConnection() {
  if (inProcess) return;
  const { Client } = (await import("pg")).default;
  const client = new Client({ connectionString: databaseUrl });
  try {
    await client.connect();
    await client.end();
  } catch (error) {
    const fields = { message: error.message, is_panic: false, error_code: "P1001", meta: {} };
    process.stderr.write(
      `${JSON.stringify({
        timestamp: new Date().toISOString(),
        level: "ERROR",
        fields,
        target: "schema_engine",
      })}\n`,
    );
    process.exit(1);
  }
}
