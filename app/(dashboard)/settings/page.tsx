import type { Metadata } from "next";
import { SessionList } from "@/components/accounts/session-list";
import { Card, CardHeader } from "@/components/ui/card";
import { CopyButton } from "@/components/ui/copy-button";
import { formatDate } from "@/components/ui/format";
import { PageHeader } from "@/components/ui/page-header";
import { listSessions } from "@/lib/accounts";
import { requireSession } from "@/lib/api/session";

export const metadata: Metadata = { title: "Settings" };

export default async function SettingsPage() {
  const { ctx, user, organization, role } = await requireSession("/settings");
  const sessions = (await listSessions(ctx)).map(({ id, device, current, createdAt, lastSeenAt }) => ({
    id,
    device,
    current,
    created_at: createdAt.toISOString(),
    last_seen_at: lastSeenAt.toISOString(),
  }));
  return (
    <div className="mx-auto max-w-3xl">
      <PageHeader title="Settings" description="Who you are here, and where you are signed in." />
      <div className="grid gap-5">
        <Card>
          <CardHeader title="Profile" />
          <Details
            rows={[
              ["Name", user.name],
              ["Email", user.email],
              ["Member since", formatDate(user.createdAt.toISOString())],
            ]}
          />
        </Card>
        <Card>
          <CardHeader title="Organization" />
          <Details
            rows={[
              ["Name", organization.name],
              ["Your role", role],
              ["Id", organization.id],
            ]}
          />
          <div className="-mt-2 flex justify-end px-4 pb-3">
            <CopyButton text={organization.id} label="Copy the organization's id" />
          </div>
        </Card>
        <SessionList sessions={sessions} />
      </div>
    </div>
  );
}

function Details({ rows }: { rows: [string, string][] }) {
  return (
    <dl className="grid gap-3 border-t border-line px-5 py-4 text-sm">
      {rows.map(([name, value]) => (
        <div key={name} className="flex flex-wrap justify-between gap-x-6 gap-y-0.5">
          <dt className="text-faint">{name}</dt>
          <dd className="min-w-0 [overflow-wrap:anywhere]">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
