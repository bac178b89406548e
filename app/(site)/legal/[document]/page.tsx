import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { CookieTable } from "@/components/policies/cookie-table";
import { KeyPoints } from "@/components/policies/key-points";
import { PolicyPage } from "@/components/policies/policy-page";
import { getCurrentPolicy, listPolicyVersions, parsePolicy } from "@/lib/policies";
import { PolicyDocument, policyTitles } from "@/lib/policies/schema";

interface Props {
  params: Promise<{ document: string }>;
}

async function readDocument({ params }: Props): Promise<PolicyDocument> {
  const parsed = PolicyDocument.safeParse((await params).document);
  return parsed.success ? parsed.data : notFound();
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  return { title: policyTitles[await readDocument(props)] };
}

/** The version that holds now. */
export default async function CurrentPolicyPage(props: Props) {
  const document = await readDocument(props);
  const policy = await getCurrentPolicy(document);
  return (
    <PolicyPage
      policy={policy}
      blocks={parsePolicy(policy.text)}
      versions={await listPolicyVersions(document)}
    >
      {document === "privacy" && <KeyPoints />}
      {document === "cookies" && <CookieTable />}
    </PolicyPage>
  );
}
