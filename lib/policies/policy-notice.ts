import { clock } from "@/lib/core/clock";
import { env } from "@/lib/core/env";
import { ExpiringMap } from "@/lib/core/expiring-map";
import { processWide } from "@/lib/core/process-wide";
import { listPolicyVersions } from "./policy-versions";
import { NOTICE_DAYS, policyDocuments, type PolicyDocument } from "./schema";

export interface PolicyNotice {
  document: PolicyDocument;
  title: string;
  version: number;
  summary: string;
  effectiveAt: Date;
  /** Whether it holds already. */
  effective: boolean;
}

const CACHED_MS = 60_000;
const cache = processWide("policy-notices", () => new ExpiringMap<PolicyNotice[]>(CACHED_MS, 1));

/** Material changes to tell of now: from their announcement until 30 days after they took effect. A minute old at most. */
export const listPolicyNotices = (): Promise<PolicyNotice[]> => cache.get("all", load);

export const forgetNotice = (): void => cache.clear();

/** The same as the value of a `Link` header for programs, or null where there is nothing to tell. */
export async function policyLink(): Promise<string | null> {
  const notices = await listPolicyNotices();
  const relation = {
    privacy: "privacy-policy",
    terms: "terms-of-service",
    cookies: "help",
    dpa: "help",
  } as const;
  const links = notices.map(
    ({ document, version, effectiveAt }) =>
      `<${env().publicUrl}/legal/${document}/${version}>; rel="${relation[document]}"; title="Changes on ${effectiveAt.toISOString().slice(0, 10)}"`,
  );
  return links.length > 0 ? links.join(", ") : null;
}

async function load(): Promise<PolicyNotice[]> {
  const now = clock.now();
  const since = now.getTime() - NOTICE_DAYS * 86_400_000;
  const versions = (
    await Promise.all(policyDocuments.map((document) => listPolicyVersions(document)))
  ).flat();
  return versions.flatMap(({ document, title, version, summary, material, effectiveAt }) =>
    material && version > 1 && effectiveAt && effectiveAt.getTime() > since
      ? [{ document, title, version, summary, effectiveAt, effective: effectiveAt <= now }]
      : [],
  );
}
