import { createHash } from "node:crypto";
import { clock } from "@/lib/core/clock";
import { env } from "@/lib/core/env";
import { AppError } from "@/lib/core/errors";
import { db, type Prisma, type Tx } from "@/lib/db";
import { cookiePolicy } from "./documents/cookie-policy";
import { dataProcessingAgreement } from "./documents/data-processing-agreement";
import { privacyPolicy } from "./documents/privacy-policy";
import { termsOfUse } from "./documents/terms-of-use";
import { policyTitles, type PolicyDocument } from "./schema";

export interface PolicyVersion {
  document: PolicyDocument;
  title: string;
  version: number;
  /** As it is shown, the installation's contact address included. */
  text: string;
  /** Of that text in UTF-8, in hexadecimal. */
  sha256: string;
  /** What changed, in a sentence. */
  summary: string;
  /** Whether it changes what is done with data, or what is agreed: such a change is announced and accepted anew. */
  material: boolean;
  /** Null for a draft. */
  effectiveAt: Date | null;
  state: "draft" | "scheduled" | "effective" | "replaced";
}

/** The first version of each stands in the code; later ones are written by the staff. */
const firstTexts: Record<PolicyDocument, string> = {
  privacy: privacyPolicy,
  terms: termsOfUse,
  cookies: cookiePolicy,
  dpa: dataProcessingAgreement,
};
const FIRST_EFFECTIVE = new Date("2026-11-27T00:00:00Z");

/** The first version as it is written. */
export const firstText = (document: PolicyDocument): string => firstTexts[document];

/** Every version of a document, the newest first; drafts only where they are asked for. */
export async function listPolicyVersions(
  document: PolicyDocument,
  { drafts = false, tx = db() }: { drafts?: boolean; tx?: Tx } = {},
): Promise<PolicyVersion[]> {
  const rows = await tx.policyVersion.findMany({
    where: { document, ...(!drafts && { effectiveAt: { not: null } }) },
    orderBy: { version: "desc" },
  });
  const all = [...rows, first(document)];
  const now = clock.now();
  const current = newestEffective(all, now);
  return all.map((row) => toVersion(row, row.version === current, now));
}

/** The version that holds now. */
export async function getCurrentPolicy(document: PolicyDocument, tx?: Tx): Promise<PolicyVersion> {
  const versions = await listPolicyVersions(document, { tx });
  return versions.find(({ state }) => state === "effective") ?? versions[versions.length - 1];
}

/** One version that is published. Throws `not_found`. */
export async function getPolicyVersion(document: PolicyDocument, version: number): Promise<PolicyVersion> {
  const found = (await listPolicyVersions(document)).find((one) => one.version === version);
  if (!found) throw new AppError("not_found", "There is no such version.");
  return found;
}

type Row = Omit<
  Prisma.PolicyVersionModel,
  "createdAt" | "createdBy" | "announcedAt" | "announceCursor" | "appliedAt"
>;

const first = (document: PolicyDocument): Row => ({
  document,
  version: 1,
  text: firstTexts[document],
  summary: "The first version.",
  material: true,
  effectiveAt: FIRST_EFFECTIVE,
});

/** Versions take effect in their order: a later one that is effective replaces all before it. */
const newestEffective = (rows: readonly Row[], now: Date): number =>
  Math.max(
    ...rows.filter(({ effectiveAt }) => effectiveAt && effectiveAt <= now).map(({ version }) => version),
    1,
  );

function toVersion(row: Row, current: boolean, now: Date): PolicyVersion {
  const document = row.document as PolicyDocument;
  const text = showText(row.text);
  const { version, summary, material, effectiveAt } = row;
  const state = current
    ? "effective"
    : effectiveAt === null
      ? "draft"
      : effectiveAt > now
        ? "scheduled"
        : "replaced";
  return {
    document,
    title: policyTitles[document],
    version,
    text,
    sha256: hashOf(text),
    summary,
    material,
    effectiveAt,
    state,
  };
}

/** Of a text as it is shown. */
export const hashOf = (text: string): string => createHash("sha256").update(text).digest("hex");

/** The text as people read it. */
export const showText = (text: string): string => text.replaceAll("{contact}", env().contactEmail);
