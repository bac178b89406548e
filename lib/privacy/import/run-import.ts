import { clock } from "@/lib/core/clock";
import { isAppError } from "@/lib/core/errors";
import { transaction, type Context } from "@/lib/db";
import { importGenerations, previewImport } from "@/lib/generations";
import { readObject } from "@/lib/storage";
import type { PrivacyRequestRow } from "../own-requests/record";
import type { Note } from "../own-requests/run-privacy-request";
import type { RequestStep } from "../privacy-request-schema";
import { endImport } from "./end-import";
import { openHistory } from "./open-history";

/** What a stranger's archive may unpack to in a worker. */
const LIMITS = { entryBytes: 256 * 1024 ** 2, totalBytes: 1024 ** 3 };

/**
 * Job body, twice: first it says what an export would bring, for its person to decide, then it takes that in and says how
 * far it is. A refusal ends the import with the reason. Each run holds every file against its manifest anew.
 */
export async function runImport(
  row: PrivacyRequestRow,
  note: Note,
  signal: AbortSignal,
): Promise<"asks" | "ended"> {
  const end = (status: "completed" | "refused", answer: string) =>
    transaction(undefined, async (tx) => {
      await note({ answer }, tx);
      await endImport(tx, row.id, { status, completedAt: clock.now() });
    });
  try {
    const zips: Uint8Array[] = [];
    for (const { object } of row.exports) zips.push(await readObject(object));
    const { history, parts } = openHistory(zips, LIMITS);
    const ctx = contextOf(row);
    const { fresh, already, left } = await previewImport(ctx, history);
    const say = (text: string, state: RequestStep["state"] = "waiting") =>
      note({ steps: [{ name: "history", state, at: clock.now().toISOString(), note: text, items: fresh }] });
    if (!row.confirmedAt) {
      const files = parts.reduce((sum, { manifest }) => sum + manifest.files.length, 0);
      const packed = parts[0].manifest.created_at.slice(0, 10);
      await say(
        `${fresh} to take in, ${already} here already, ${left} with nothing to show. Packed on ${packed}: ${files} files, each as the manifest says`,
      );
      return "asks";
    }
    const done = await importGenerations(ctx, history, async ({ brought }) => {
      signal.throwIfAborted();
      await say(`${brought} of ${fresh} taken in`);
    });
    await end(
      "completed",
      `${done.brought} generations were taken in, ${done.already} were here already, ${done.left} had nothing to show.`,
    );
  } catch (error) {
    if (!isAppError(error)) throw error;
    await end("refused", error.message);
  }
  return "ended";
}

/** As the person themself, in the organization that they chose; a role was asked for when they did. */
const contextOf = ({ id, userId, organizationId }: PrivacyRequestRow): Context => ({
  actor: { kind: "user", userId: userId ?? "", sessionId: "", role: "developer" },
  organizationId: organizationId ?? "",
  requestId: id,
});
