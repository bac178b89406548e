import { takeMail } from "@/lib/privacy";
import { outsideKinds, type OutsideKind } from "@/lib/privacy/schema";
import { UsageError, type Command } from "../command";

/** A mail server pipes here what comes to the privacy mailbox: one alias for all, or one for each kind. */
export const takePrivacyMail: Command = {
  summary:
    "Takes a mail to the privacy mailbox, read from standard input, for a request; its sender gets a code.",
  options: {
    kind: { type: "string", value: "KIND", help: "such as erasure; without it the staff reads what it is" },
    language: { type: "string", value: "LANGUAGE", help: "en or de, in which we write back; en without it" },
  },
  async run({ kind, language = "en" }) {
    if (kind !== undefined && !outsideKinds.includes(kind as OutsideKind))
      throw new UsageError(`The kind is one of ${outsideKinds.join(", ")}.`);
    if (language !== "en" && language !== "de") throw new UsageError("The language is en or de.");
    const taken = await takeMail(await readInput(), { kind: kind as OutsideKind | undefined, language });
    return taken
      ? { json: taken, text: `${taken.id} waits for its sender's code.` }
      : { json: { id: null }, text: "A machine wrote it: it is left alone." };
  },
};

const MOST_BYTES = 10 * 1024 * 1024;

async function readInput(): Promise<Buffer> {
  const parts: Buffer[] = [];
  let sizeBytes = 0;
  for await (const part of process.stdin) {
    parts.push(part as Buffer);
    sizeBytes += (part as Buffer).length;
    if (sizeBytes > MOST_BYTES) throw new UsageError("The mail is larger than 10 MB.");
  }
  return Buffer.concat(parts);
}
