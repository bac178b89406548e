import { requireStaff } from "@/lib/accounts";
import { db, type Context } from "@/lib/db";
import { diffLines, type DiffLine } from "./diff-lines";
import { firstText, listPolicyVersions, type PolicyVersion } from "./policy-versions";
import type { PolicyDocument } from "./schema";

/** A document as whoever writes its next version needs it. */
export interface PolicyDesk {
  /** What holds now. */
  current: PolicyVersion;
  /** The next version, as far as it is written; null where nobody has begun one. */
  draft: PolicyVersion | null;
  /** What to write on from, with {contact} where the installation's address comes in: the draft, or else the newest version. */
  source: string;
  /** What the draft changes in what holds now. */
  changes: DiffLine[];
  /** Every version that was published, the newest first, with when the last person's mail was planned. */
  published: (PolicyVersion & { announcedAt: Date | null })[];
  /** How many people a material change is mailed to. */
  people: number;
}

/** For the privacy staff. Throws `forbidden`, `not_found` for whoever is no staff. */
export async function readPolicyDesk(ctx: Context, document: PolicyDocument): Promise<PolicyDesk> {
  requireStaff(ctx, ["privacy"]);
  const [versions, rows, people] = await Promise.all([
    listPolicyVersions(document, { drafts: true }),
    db().policyVersion.findMany({ where: { document }, orderBy: { version: "desc" } }),
    db().user.count(),
  ]);
  const current = versions.find(({ state }) => state === "effective") ?? versions[versions.length - 1];
  const draft = versions.find(({ state }) => state === "draft") ?? null;
  const announced = new Map(rows.map(({ version, announcedAt }) => [version, announcedAt]));
  return {
    current,
    draft,
    source: rows[0]?.text ?? firstText(document),
    changes: draft ? diffLines(current.text, draft.text) : [],
    published: versions
      .filter(({ state }) => state !== "draft")
      .map((one) => ({ ...one, announcedAt: announced.get(one.version) ?? null })),
    people,
  };
}
