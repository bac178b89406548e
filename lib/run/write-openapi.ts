import { writeFileSync } from "node:fs";
import path from "node:path";
import { buildOpenApi } from "@/lib/api/openapi";
import manifest from "@/package.json";

/** `npm run openapi`: writes the public description of the API from its contracts. */
const target = path.resolve(import.meta.dirname, "../../public/openapi.json");
writeFileSync(target, JSON.stringify(buildOpenApi(manifest.version), null, 2) + "\n");
console.log(`Wrote ${path.relative(process.cwd(), target)}.`);
