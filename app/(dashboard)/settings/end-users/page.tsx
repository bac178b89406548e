import type { Metadata } from "next";
import { DpaForm } from "@/components/settings/dpa-form";
import { NoticeGenerator } from "@/components/settings/notice-generator";
import { SettingsFrame } from "@/components/settings/settings-frame";
import { Card, CardHeader } from "@/components/ui/card";
import { formatMoment } from "@/components/ui/format";
import { requireSession } from "@/lib/api/session";
import { env } from "@/lib/core/env";
import { attestation, listAttestations } from "@/lib/keys";
import { findDpaSignature, getCurrentPolicy } from "@/lib/policies";
import { listProcessors } from "@/lib/privacy";

export const metadata: Metadata = { title: "Your end users" };

export default async function EndUsersPage() {
  const { ctx, organization, role } = await requireSession("/settings/end-users");
  const [attested, signature, dpa] = await Promise.all([
    listAttestations(ctx),
    findDpaSignature(ctx),
    getCurrentPolicy("dpa"),
  ]);
  const names = listProcessors().data.flatMap(({ name, status }) => (status === "active" ? [name] : []));
  return (
    <SettingsFrame at="/settings/end-users">
      <Card>
        <CardHeader
          title="Your duties"
          description="Where you send data of your own users or customers, you decide about it, and we work on your instructions."
        />
        <ul className="grid list-disc gap-1.5 border-t border-line py-4 pr-5 pl-9 text-sm text-secondary">
          <li>
            Tell them that their content may be processed by third-party AI services; the notice below says
            so.
          </li>
          <li>Ask for their consent where the law wants it, and send only what you may send.</li>
          <li>
            Answer their requests. Send end_user_id with each generation, and one call exports, restricts or
            erases all of theirs: POST /api/v1/data-subject-requests.
          </li>
        </ul>
        <div className="border-t border-line px-5 py-4 text-sm">
          <p className="text-secondary">{attestation.text}</p>
          {attested.length === 0 ? (
            <p className="mt-1 text-note text-faint">Confirmed with the first live key.</p>
          ) : (
            attested.map(({ version, createdAt, sha256 }) => (
              <p key={version} className="mt-1 text-note [overflow-wrap:anywhere] text-faint">
                Version {version} confirmed on {formatMoment(createdAt)}, SHA-256 {sha256}
              </p>
            ))
          )}
        </div>
      </Card>
      <NoticeGenerator company={organization.name} processors={names} address={env().publicUrl} />
      <DpaForm
        version={dpa.version}
        sha256={dpa.sha256}
        maySign={role === "owner" || role === "admin"}
        company={organization.name}
        signature={signature && { ...signature, day: formatMoment(signature.signedAt) }}
      />
    </SettingsFrame>
  );
}
