import { readFile } from "node:fs/promises";
import { importExport, readPart, requireWhole } from "@/lib/privacy";
import { UsageError, type Command } from "../command";
import { refuseUnannouncedAtCommand } from "../refuse-unannounced";
import { findOwner } from "./operator-context";

/** Several behind one option, as a shell's pattern does not write them. */
const readAll = (files: string) =>
  Promise.all(
    files
      .split(",")
      .filter(Boolean)
      .map((file) => readFile(file)),
  ).catch((error: unknown) => {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  });

const files = { type: "string", value: "ZIP,ZIP", required: true, help: "all parts of one export" } as const;

export const verifyExport: Command = {
  summary:
    "Holds each file of an export against the digests of its manifest, and says what is not as it must be.",
  standalone: true,
  options: { files },
  async run(values) {
    const parts = (await readAll(String(values.files))).map((zip) => readPart(zip));
    requireWhole(parts);
    const count = parts.reduce((sum, { manifest }) => sum + manifest.files.length, 0);
    const [{ manifest }] = parts;
    return {
      json: { request_id: manifest.request_id, parts: parts.length, files: count },
      text: `Whole: ${parts.length} parts, ${count} files, each as its manifest says (${manifest.request_id}).`,
    };
  },
};

export const takeExport: Command = {
  summary:
    "Takes the history of an export, of this installation or another, into the organization of a person.",
  options: {
    files,
    email: { type: "string", value: "ADDRESS", required: true, help: "who owns the organization" },
  },
  async run(values) {
    // What is brought along is kept in the bucket, where one is set.
    await refuseUnannouncedAtCommand();
    const { ctx } = await findOwner(String(values.email));
    const done = await importExport(ctx, await readAll(String(values.files)));
    return {
      json: done,
      text: `${done.brought} generations were brought along, ${done.already} were here already, ${done.left} had nothing to show.`,
    };
  },
};
