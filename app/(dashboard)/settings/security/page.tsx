import type { Metadata } from "next";
import { SessionList } from "@/components/accounts/session-list";
import { SecondFactorCard } from "@/components/settings/second-factor-card";
import { PasswordForm } from "@/components/settings/password-form";
import { SettingsFrame } from "@/components/settings/settings-frame";
import { describeSecondFactor, listSessions } from "@/lib/accounts";
import { requireSession } from "@/lib/api/session";

export const metadata: Metadata = { title: "Security" };

export default async function SecurityPage() {
  const { ctx, user } = await requireSession("/settings/security");
  const sessions = (await listSessions(ctx)).map(({ id, device, current, createdAt, lastSeenAt }) => ({
    id,
    device,
    current,
    created_at: createdAt.toISOString(),
    last_seen_at: lastSeenAt.toISOString(),
  }));
  const secondFactor = await describeSecondFactor(ctx);
  return (
    <SettingsFrame at="/settings/security">
      <PasswordForm email={user.email} secondFactor={secondFactor.since !== null} />
      <SecondFactorCard {...secondFactor} />
      <SessionList sessions={sessions} />
    </SettingsFrame>
  );
}
