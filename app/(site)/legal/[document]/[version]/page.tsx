import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PolicyDiff } from "@/components/policies/policy-diff";
import { PolicyPage } from "@/components/policies/policy-page";
import { diffLines, listPolicyVersions, parsePolicy } from "@/lib/policies";
import { PolicyDocument } from "@/lib/policies/schema";

export const metadata: Metadata = { title: "A version of a policy", robots: { index: false } };

/** One published version, with what it changed. */
export default async function PolicyVersionPage({
  params,
}: {
  params: Promise<{ document: string; version: string }>;
}) {
  const { document, version } = await params;
  const parsed = PolicyDocument.safeParse(document);
  if (!parsed.success) notFound();
  const versions = await listPolicyVersions(parsed.data);
  const policy = versions.find((one) => String(one.version) === version) ?? notFound();
  const former = versions.find((one) => one.version === policy.version - 1);
  return (
    <PolicyPage policy={policy} blocks={parsePolicy(policy.text)} versions={versions}>
      {former && <PolicyDiff from={former.version} lines={diffLines(former.text, policy.text)} />}
    </PolicyPage>
  );
}
