import { policyTitles, type PolicyDocument } from "@/lib/policies/schema";

/** What an entry of the audit log holds beside its action; empty once it was erased. */
export type InstructionDetail = Record<string, unknown>;

interface Told {
  detail: InstructionDetail;
  subject: string;
  projectNamed: (id: unknown) => string;
}
type Words = (told: Told) => string;

/** Each kind of entry that is an instruction, and what it says. */
export const instructionWords: Record<string, Words> = {
  "processing_policy.set": ({ detail }) =>
    `Rules of the organization: ${rules(detail, "none, or not kept any more")}`,
  "project.create": (told) => `New ${named(told)}: ${ofProject(told)}`,
  "project.update": (told) => `Changed ${named(told)}: ${ofProject(told)}`,
  "project.archive": (told) => `Archived ${named(told)}: its keys make nothing new`,
  "project.restore": (told) => `Restored ${named(told)}`,
  "key.assign": ({ detail, projectNamed }) =>
    detail.project === null
      ? "Key taken out of its project"
      : `Key moved into ${projectNamed(detail.project)}`,
  "key.attest": ({ detail }) => `Confirmed the duties towards its own end users${version(detail)}`,
  "consent.give": ({ detail }) => `Agreed to ${purpose(detail)}${version(detail)}`,
  "consent.withdraw": ({ detail }) => `Refused ${purpose(detail)}${version(detail)}`,
  "dpa.sign": ({ detail }) => `Signed the ${policyTitles.dpa}${version(detail)}`,
  "policy.accept": ({ detail }) =>
    `Accepted the ${policyTitles[detail.document as PolicyDocument] ?? "policy"}${version(detail)}`,
  "processor_change.object": ({ detail }) => `Objected to ${text(detail.processor, "a processor")}`,
  "billing.change_plan": ({ detail }) =>
    `Chose the plan ${text(detail.plan, "of then")}, which says how long models are kept`,
  "data_subject_request.create": ({ detail }) =>
    `Request for an end user: ${text(detail.type, "not kept any more").replaceAll("_", " ")}`,
  "data_subject_request.cancel": () => "Took back a request for an end user",
  "generation.discard": () => "Erase a generation",
  "generation.delete": () => "Erase a generation",
  "key.erase_data": ({ detail }) =>
    `Erase what a key made${typeof detail.until === "string" ? ` until ${detail.until}` : ""}`,
  "generation.restore": () => "Take back the erasure of a generation",
  "upload.delete": () => "Erase an upload",
  "conversion.delete": () => "Erase a conversion",
  "print_check.delete": () => "Erase a print check",
};

const text = (value: unknown, otherwise: string): string => (typeof value === "string" ? value : otherwise);
const version = ({ version: number }: InstructionDetail): string =>
  typeof number === "number" ? `, version ${number}` : "";
const purpose = (detail: InstructionDetail): string => text(detail.purpose, "a purpose").replaceAll("_", " ");
const named = ({ subject, projectNamed }: Told): string => projectNamed(subject);

function ofProject({ detail }: Told): string {
  const word = detail.training_consent;
  const parts = [
    detail.renamed ? "another name" : null,
    "processing" in detail ? rules(detail.processing as InstructionDetail) : null,
    word === "allow" ? "agrees to training" : word === "deny" ? "nothing of it trains a model" : null,
    word === null ? "on training as the organization says" : null,
  ].filter(Boolean);
  return parts.length > 0 ? parts.join("; ") : "not kept any more";
}

/** Rules as their names and values: what is written here is what was sent. */
function rules(wish: InstructionDetail, none = "none of its own"): string {
  const sorted = Object.entries(wish).sort(([one], [other]) => (one < other ? -1 : 1));
  const parts = sorted.map(([name, value]) => `${name} ${[value].flat().join(", ")}`);
  return parts.length > 0 ? parts.join("; ") : none;
}
