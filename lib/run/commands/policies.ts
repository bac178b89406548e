import { readFile } from "node:fs/promises";
import { discardPolicy, draftPolicy, listPolicyVersions, schedulePolicy } from "@/lib/policies";
import { PolicyDocument, policyDocuments } from "@/lib/policies/schema";
import { UsageError, type Command, type CommandValues } from "../command";
import { operatorContext } from "./operator-context";

const document = { type: "string", value: "NAME", required: true, help: policyDocuments.join(", ") } as const;

export const listPolicies: Command = {
  summary: "Lists every version of the policies, drafts too, with the SHA-256 of what is shown.",
  async run() {
    const all = (
      await Promise.all(policyDocuments.map((name) => listPolicyVersions(name, { drafts: true })))
    ).flat();
    const lines = all.map(({ document, version, state, material, effectiveAt, sha256 }) =>
      [
        document,
        `v${version}`,
        state,
        material ? "material" : "correction",
        effectiveAt?.toISOString() ?? "-",
        sha256,
      ].join("  "),
    );
    return { json: { policies: all.map(({ text: _, ...rest }) => rest) }, text: lines.join("\n") };
  },
};

export const draftNewPolicy: Command = {
  summary:
    "Writes a draft of a policy's next version from a text file; {contact} stands for the contact address.",
  options: {
    document,
    file: { type: "string", value: "PATH", required: true, help: "the whole text in UTF-8" },
    summary: { type: "string", value: "TEXT", required: true, help: "what changes, in a sentence" },
    material: { type: "boolean", help: "it changes what is done or agreed: announced and accepted anew" },
  },
  async run(values) {
    const text = await readFile(String(values.file), "utf8");
    const request = { document: readDocument(values), text, summary: String(values.summary) };
    const draft = await draftPolicy(operatorContext(), { ...request, material: values.material === true });
    return { json: draft, text: `Version ${draft.version} is a draft. Publish it with: policies schedule` };
  },
};

export const publishPolicy: Command = {
  summary: "Says when a draft takes effect; a material one is announced now, at least 30 days ahead.",
  options: {
    document,
    version: { type: "string", value: "N", required: true, help: "the draft's number" },
    at: { type: "string", value: "TIME", required: true, help: "such as 2027-01-31T00:00:00Z" },
  },
  async run(values) {
    const version = readVersion(values);
    if (Number.isNaN(Date.parse(String(values.at))))
      throw new UsageError("--at is a time such as 2027-01-31T00:00:00Z.");
    const request = {
      document: readDocument(values),
      version,
      effective_at: new Date(String(values.at)).toISOString(),
    };
    const { state, sha256, effectiveAt } = await schedulePolicy(operatorContext(), request);
    return {
      json: { version, state, sha256 },
      text: `Version ${version} takes effect at ${effectiveAt?.toISOString()}.`,
    };
  },
};

export const discardDraft: Command = {
  summary: "Throws a policy's draft away; nobody has seen it.",
  options: {
    document,
    version: { type: "string", value: "N", required: true, help: "the draft's number" },
  },
  async run(values) {
    const draft = { document: readDocument(values), version: readVersion(values) };
    await discardPolicy(operatorContext(), draft);
    return { json: draft, text: `The draft of version ${draft.version} is gone.` };
  },
};

function readVersion({ version }: CommandValues): number {
  const number = Number(version);
  if (Number.isInteger(number)) return number;
  throw new UsageError("--version is a whole number.");
}

function readDocument(values: CommandValues): PolicyDocument {
  const parsed = PolicyDocument.safeParse(values.document);
  if (parsed.success) return parsed.data;
  throw new UsageError(`--document is one of: ${policyDocuments.join(", ")}.`);
}
