import { readFile } from "node:fs/promises";
import path from "node:path";
import published from "@/public/proofs.json";
import type { ProofReport } from "./list-proofs";

/** The build puts it there where the last run of the tests was of the very sources that it builds. */
const built = path.resolve(/* turbopackIgnore: true */ "dist/proofs.json");

/** The tests' last report: of this release where there is one, and otherwise the one that was published with the sources. */
export async function readProofReport(): Promise<ProofReport & { ofThisRelease: boolean }> {
  try {
    return { ...(JSON.parse(await readFile(built, "utf8")) as ProofReport), ofThisRelease: true };
  } catch {
    return { ...(published as ProofReport), ofThisRelease: false };
  }
}
