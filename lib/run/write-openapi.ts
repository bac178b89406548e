import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { format } from "prettier";
import { writeClient } from "@/lib/api/client/write-client";
import { buildOpenApi } from "@/lib/api/openapi";
import manifest from "@/package.json";

/** `npm run openapi`: writes the public description of the API and its TypeScript client from the contracts. */
const root = path.resolve(import.meta.dirname, "../..");
const document = buildOpenApi(manifest.version);
const runtime = readFileSync(path.join(root, "lib/api/client/runtime.ts"), "utf8");
const client = await format(writeClient(document, runtime), { parser: "typescript", printWidth: 110 });
write("public/openapi.json", JSON.stringify(document, null, 2) + "\n");
write("public/client/printpal.ts", client);

function write(name: string, text: string): void {
  const target = path.join(root, name);
  mkdirSync(path.dirname(target), { recursive: true });
  writeFileSync(target, text);
  console.log(`Wrote ${name}.`);
}
