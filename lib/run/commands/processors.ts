import { readFile } from "node:fs/promises";
import { env } from "@/lib/core/env";
import { listUndeleted, noteDeletedByHand } from "@/lib/generations";
import {
  announceProcessorChange,
  announceRecipient,
  draftProcessorChange,
  listAllChanges,
  withdrawProcessorChange,
} from "@/lib/privacy";
import { AnnounceProcessorChange, AnnounceRecipient, DraftProcessorChange } from "@/lib/privacy/schema";
import { UsageError, type Command } from "../command";
import { operatorContext } from "./operator-context";

export const listChanges: Command = {
  summary: "Lists the changes of who processes what: drafts, announced, in force, withdrawn.",
  async run() {
    const changes = await listAllChanges(operatorContext());
    const lines = changes.map(({ id, state, kind, processor, effective_at, told, objections }) =>
      [
        id,
        state,
        kind,
        processor,
        effective_at ?? "-",
        `told ${told}`,
        `objections ${objections.length}`,
      ].join("  "),
    );
    return { json: { changes }, text: lines.join("\n") || "None." };
  },
};

export const draftChange: Command = {
  summary: "Writes a draft of a change in the register of processors from a JSON file.",
  options: {
    kind: { type: "string", value: "KIND", required: true, help: "added, changed or ended" },
    summary: { type: "string", value: "TEXT", required: true, help: "what changes and why, in a sentence" },
    file: {
      type: "string",
      value: "PATH",
      required: true,
      help: "the entry as GET /api/v1/processors shows one, without its status",
    },
  },
  async run({ kind, summary, file }) {
    const entry: unknown = JSON.parse(await readFile(String(file), "utf8"));
    const parsed = DraftProcessorChange.safeParse({ kind, summary, entry });
    if (!parsed.success)
      throw new UsageError(
        parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("\n"),
      );
    const draft = await draftProcessorChange(operatorContext(), parsed.data);
    return {
      json: draft,
      text: `${draft.id} is a draft. Announce it with: processors announce ${draft.id} --at TIME`,
    };
  },
};

export const announceChange: Command = {
  summary: "Announces a draft: mails all who decide, and holds from its day on, 30 days ahead at least.",
  operands: ["ID"],
  options: { at: { type: "string", value: "TIME", required: true, help: "such as 2027-01-31T00:00:00Z" } },
  async run({ at }, [id]) {
    const parsed = AnnounceProcessorChange.safeParse({ id, effective_at: at });
    if (!parsed.success) throw new UsageError(parsed.error.issues[0].message);
    await announceProcessorChange(operatorContext(), parsed.data);
    return { json: parsed.data, text: `${id} is announced and takes effect at ${parsed.data.effective_at}.` };
  },
};

export const addRecipient: Command = {
  summary:
    "Announces now who is to carry mails, keep the bucket, or be UploadThing or Stripe, before a setting names them: that is refused for 30 days.",
  operands: ["NAME"],
  options: {
    country: { type: "string", value: "CC", help: "where it stands, such as DE; of Stripe it is known" },
    mechanism: {
      type: "string",
      value: "TEXT",
      help: "what a transfer there rests on, outside your own region (PROCESSING_COUNTRY)",
    },
  },
  async run({ country, mechanism }, [name]) {
    const parsed = AnnounceRecipient.safeParse({ name, country, transfer_mechanism: mechanism });
    if (!parsed.success) throw new UsageError(parsed.error.issues[0].message);
    const announced = await announceRecipient(operatorContext(), parsed.data);
    const told = env().smtpUrl
      ? "everybody who decides for an organization is mailed"
      : "as no mail server is set, its customers are told by the portal's pages and the feed alone";
    return {
      json: announced,
      text: `${name} is announced (${announced.id}), and ${told}. Let a setting name it from ${announced.effective_at} on: a start before is refused.`,
    };
  },
};

export const withdrawChange: Command = {
  summary: "Takes back a change that is not in force.",
  operands: ["ID"],
  async run(_, [id]) {
    await withdrawProcessorChange(operatorContext(), { id });
    return { json: { id }, text: `${id} is withdrawn.` };
  },
};

export const listUndeletedTransfers: Command = {
  summary: "Lists what outside engines should have deleted and have not, and why.",
  async run() {
    const transfers = await listUndeleted(operatorContext());
    const lines = transfers.map(({ id, provider, sentAt, why }) =>
      [id, provider, sentAt.toISOString(), why].join("  "),
    );
    return { json: { transfers }, text: lines.join("\n") || "None." };
  },
};

export const noteDeletion: Command = {
  summary: "Writes down that an outside engine has deleted something otherwise than by its own call.",
  operands: ["ID"],
  options: { note: { type: "string", value: "TEXT", required: true, help: "who said so, how and when" } },
  async run({ note }, [id]) {
    await noteDeletedByHand(operatorContext(), { id, note: String(note) });
    return { json: { id }, text: `${id} is deleted there.` };
  },
};
