import type { Metadata } from "next";
import { SessionList } from "@/components/accounts/session-list";
import { SecondFactorCard } from "@/components/settings/second-factor-card";
import { EnterByPasskey } from "@/components/settings/enter-by-passkey";
import { PasskeyCard } from "@/components/settings/passkey-card";
import { PasswordForm } from "@/components/settings/password-form";
import { OrganizationList } from "@/components/settings/organization-list";
import { SettingsFrame } from "@/components/settings/settings-frame";
import { Card, CardHeader } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import { describeSecondFactor, listOwnOrganizations, listPasskeys, listSessions } from "@/lib/accounts";
import { requireSession } from "@/lib/api/session";

export const metadata: Metadata = { title: "Security" };

export default async function SecurityPage() {
  const { ctx, user, organization, role, lacksSecondFactor, demandedBy } =
    await requireSession("/settings/security");
  const sessions = (await listSessions(ctx)).map(
    ({ id, device, network, current, createdAt, lastSeenAt }) => ({
      id,
      device,
      network,
      current,
      created_at: createdAt.toISOString(),
      last_seen_at: lastSeenAt.toISOString(),
    }),
  );
  const [secondFactor, passkeys] = await Promise.all([describeSecondFactor(ctx), listPasskeys(ctx)]);
  const others = lacksSecondFactor ? await listOwnOrganizations(ctx) : [];
  return (
    <SettingsFrame at="/settings/security">
      {lacksSecondFactor && (
        <Notice
          tone="warning"
          title={
            demandedBy === "organization"
              ? `${organization.name} demands a second factor`
              : `Everybody who is ${demandedBy === "staff" ? "staff" : role} needs a second factor here`
          }
        >
          {passkeys.length > 0
            ? "Your passkey is one: use it. "
            : "Set one up below: an authenticator or a passkey. "}
          Until then only this page, your privacy centre and the support are open to you. API keys go on as
          they are.
          {passkeys.length > 0 && <EnterByPasskey />}
        </Notice>
      )}
      {others.length > 1 && (
        <Card>
          <CardHeader title="Your organizations" description="Another one may not demand it." />
          <OrganizationList organizations={others} current={organization.id} />
        </Card>
      )}
      <PasswordForm
        email={user.email}
        secondFactor={secondFactor.since !== null}
        passkeys={passkeys.length > 0}
      />
      <SecondFactorCard {...secondFactor} />
      <PasskeyCard passkeys={passkeys} />
      <SessionList sessions={sessions} />
    </SettingsFrame>
  );
}
