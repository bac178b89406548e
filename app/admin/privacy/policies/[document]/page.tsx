import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { Fold } from "@/components/admin/fold";
import { DraftForm, PublishForm } from "@/components/admin/policy-forms";
import { PolicyDiff } from "@/components/policies/policy-diff";
import { policyStates } from "@/components/policies/policy-page";
import { PolicyText } from "@/components/policies/policy-text";
import { Badge } from "@/components/ui/badge";
import { Card, CardHeader } from "@/components/ui/card";
import { formatMoment, formatNumber } from "@/components/ui/format";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { requirePrivacyStaff } from "@/lib/api/staff/privacy-staff";
import { clock } from "@/lib/core/clock";
import { parsePolicy, readPolicyDesk } from "@/lib/policies";
import { NOTICE_DAYS, PolicyDocument, policyTitles } from "@/lib/policies/schema";

export const metadata: Metadata = { title: "A policy", robots: { index: false } };

/** Where a policy's next version is written, looked at and published. */
export default async function PolicyEditorPage({ params }: { params: Promise<{ document: string }> }) {
  const ctx = await requirePrivacyStaff();
  const parsed = PolicyDocument.safeParse((await params).document);
  const document = parsed.success ? parsed.data : notFound();
  const { current, draft, source, changes, published, people } = await readPolicyDesk(ctx, document);
  return (
    <>
      <PageHeader
        title={policyTitles[document]}
        description={`Version ${current.version} holds now. The next one is written here; nobody else sees it before it is published.`}
      />
      <div className="grid gap-5">
        <Card>
          <CardHeader
            title={draft ? `Draft of version ${draft.version}` : "Write the next version"}
            description="Saving shows what it changes and how it will be read."
          />
          <DraftForm
            key={draft?.version ?? 0}
            {...{ document, source }}
            draft={draft && { version: draft.version, summary: draft.summary, material: draft.material }}
          />
        </Card>
        {draft && (
          <>
            <PolicyDiff from={current.version} lines={changes} className="mt-0" />
            <Card className="overflow-hidden">
              <CardHeader
                title="As people will read it"
                description={
                  <span className="font-mono text-xs [overflow-wrap:anywhere]">SHA-256 {draft.sha256}</span>
                }
              />
              <Fold name="Show the whole text">
                <div className="max-w-3xl px-5 pb-6">
                  <PolicyText blocks={parsePolicy(draft.text)} />
                </div>
              </Fold>
            </Card>
            <Card>
              <CardHeader title={`Publish version ${draft.version}`} />
              <div className="px-5">
                <Notice tone={draft.material ? "warning" : "info"}>
                  {draft.material
                    ? `A material change: ${formatNumber(people)} ${people === 1 ? "person is" : "people are"} mailed now; the page, the banner of the portal and the Link header of the API name it from now on.${onItsDay[document]}`
                    : "A correction: it takes effect without a notice, and asks nobody again."}
                </Notice>
              </div>
              <PublishForm
                {...{ document }}
                version={draft.version}
                sha256={draft.sha256}
                material={draft.material}
                earliest={earliest(draft.material)}
              />
            </Card>
          </>
        )}
        <Card className="overflow-hidden">
          <CardHeader title="Published" />
          <ul>
            {published.map(({ version, state, effectiveAt, material, summary, announcedAt }) => (
              <li
                key={version}
                className="flex flex-wrap items-baseline gap-x-3 gap-y-1 border-t border-line px-5 py-3 text-sm"
              >
                <Badge tone={policyStates[state].tone}>{policyStates[state].name}</Badge>
                <Link
                  href={`/legal/${document}/${version}`}
                  className="font-medium underline underline-offset-4"
                >
                  Version {version}
                </Link>
                <span className="text-secondary">
                  {effectiveAt && `from ${formatMoment(effectiveAt.toISOString())}`}
                </span>
                <span className="text-secondary">{summary}</span>
                {material && version > 1 && (
                  <span className="text-faint">
                    {announcedAt
                      ? `Everybody was mailed by ${formatMoment(announcedAt.toISOString())}`
                      : "Mails are being planned"}
                  </span>
                )}
              </li>
            ))}
          </ul>
        </Card>
      </div>
    </>
  );
}

const onItsDay: Record<PolicyDocument, string> = {
  privacy: " On its day consents end until they are given anew, and everybody is asked to accept it.",
  terms: " On its day everybody is asked to accept it.",
  cookies: " On its day each browser is asked anew about cookies.",
  dpa: "",
};

/** Midnight UTC of the first day that a form may be sent for without a hurry. */
function earliest(material: boolean): string {
  const day = new Date(clock.now().getTime() + (material ? NOTICE_DAYS + 1 : 1) * 86_400_000);
  return `${day.toISOString().slice(0, 10)}T00:00`;
}
