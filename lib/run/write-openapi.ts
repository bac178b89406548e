import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { format } from "prettier";
import { writeClient } from "@/lib/api/client/write-client";
import { contracts } from "@/lib/api/contracts";
import { buildOpenApi } from "@/lib/api/openapi";
import { buildReference } from "@/lib/api/reference/build-reference";
import { writeCollection } from "@/lib/api/reference/write-collection";
import { printDocument, shareParts } from "@/lib/api/share-parts";
import manifest from "@/package.json";

/** `npm run openapi`: writes from the contracts the public description of the API, its TypeScript client and its collection. */
const root = path.resolve(import.meta.dirname, "../..");
const document = buildOpenApi(manifest.version);
const runtime = readFileSync(path.join(root, "lib/api/client/runtime.ts"), "utf8");
const client = await format(writeClient(document, runtime), { parser: "typescript", printWidth: 110 });
write("public/openapi.json", printDocument(shareParts(document)) + "\n");
write("public/client/printpal.ts", client);
const collection = writeCollection(buildReference(document, contracts), manifest.version);
write("public/printpal.postman_collection.json", JSON.stringify(collection, null, 2) + "\n");

function write(name: string, text: string): void {
  const target = path.join(root, name);
  mkdirSync(path.dirname(target), { recursive: true });
  writeFileSync(target, text);
  console.log(`Wrote ${name}.`);
}
