import type { Metadata } from "next";
import { policyStates } from "@/components/policies/policy-page";
import { Badge } from "@/components/ui/badge";
import { LinkButton } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { formatDate } from "@/components/ui/format";
import { PageHeader } from "@/components/ui/page-header";
import { requirePrivacyStaff } from "@/lib/api/staff/privacy-staff";
import { listPolicyVersions } from "@/lib/policies";
import { policyDocuments, policyTitles } from "@/lib/policies/schema";

export const metadata: Metadata = { title: "Policies", robots: { index: false } };

export default async function PoliciesPage() {
  await requirePrivacyStaff();
  const documents = await Promise.all(
    policyDocuments.map(async (document) => ({
      document,
      // What was replaced stands on the document's own page.
      versions: (await listPolicyVersions(document, { drafts: true })).filter(
        ({ state }) => state !== "replaced",
      ),
    })),
  );
  return (
    <>
      <PageHeader
        title="Policies"
        description="What we tell people, version by version. A draft is seen by nobody else; what is published stays as it was shown."
      />
      <div className="grid gap-4">
        {documents.map(({ document, versions }) => (
          <Card key={document} className="px-5 py-4">
            <div className="flex flex-wrap items-center justify-between gap-2">
              <h2 className="text-heading font-semibold tracking-tight">{policyTitles[document]}</h2>
              <LinkButton href={`/admin/privacy/policies/${document}`} size="small">
                {versions.some(({ state }) => state === "draft") ? "Go on writing" : "Write the next version"}
                <span className="sr-only"> of the {policyTitles[document]}</span>
              </LinkButton>
            </div>
            <ul className="mt-2 grid gap-1.5 text-sm text-secondary">
              {versions.map(({ version, state, effectiveAt, summary }) => (
                <li key={version} className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
                  <Badge tone={policyStates[state].tone}>{policyStates[state].name}</Badge>
                  <span>
                    Version {version}
                    {effectiveAt && `, from ${formatDate(effectiveAt.toISOString())}`}
                  </span>
                  <span className="text-faint">{summary}</span>
                </li>
              ))}
            </ul>
          </Card>
        ))}
      </div>
    </>
  );
}
