import type { Metadata } from "next";
import { AddressCard } from "@/components/settings/address-card";
import { NameForm } from "@/components/settings/name-form";
import { SettingsFrame } from "@/components/settings/settings-frame";
import { Card, CardHeader } from "@/components/ui/card";
import { CopyButton } from "@/components/ui/copy-button";
import { DetailList } from "@/components/ui/detail-list";
import { formatDate } from "@/components/ui/format";
import { findEmailChange } from "@/lib/accounts";
import { requireSession } from "@/lib/api/session";
import { canSendEmail } from "@/lib/email";

export const metadata: Metadata = { title: "Settings" };

export default async function SettingsPage() {
  const { ctx, user, organization, role } = await requireSession("/settings");
  const mayRename = role === "owner" || role === "admin";
  return (
    <SettingsFrame at="/settings">
      <Card>
        <CardHeader title="You" />
        <NameForm of="person" name={user.name} hint="How we address you." />
        <DetailList
          className="border-t border-line px-5 py-4"
          rows={[["Member since", formatDate(user.createdAt.toISOString())]]}
        />
      </Card>
      <AddressCard email={user.email} pending={await findEmailChange(ctx)} mails={canSendEmail()} />
      <Card>
        <CardHeader title="Organization" description="Owns your keys, credits and models." />
        {mayRename && <NameForm of="organization" name={organization.name} />}
        <DetailList
          className="border-t border-line px-5 py-4"
          rows={[
            ...(mayRename ? [] : ([["Name", organization.name]] as const)),
            ["Your role", role],
            [
              "Id",
              <span key="id" className="inline-flex items-center gap-1">
                <code className="font-mono text-note">{organization.id}</code>
                <CopyButton text={organization.id} label="Copy the organization's id" />
              </span>,
            ],
          ]}
        />
      </Card>
    </SettingsFrame>
  );
}
