import type { Metadata } from "next";
import { MailCard } from "@/components/settings/mail-card";
import { SettingsFrame } from "@/components/settings/settings-frame";
import { getGenerationMails } from "@/lib/accounts";
import { requireSession } from "@/lib/api/session";
import { getMailPreferences } from "@/lib/email";

export const metadata: Metadata = { title: "Notifications" };

export default async function NotificationsPage() {
  const { user } = await requireSession("/settings/notifications");
  const [wanted, generations] = await Promise.all([getMailPreferences(user), getGenerationMails(user.id)]);
  return (
    <SettingsFrame at="/settings/notifications">
      <MailCard email={user.email} wanted={wanted} generations={generations} />
    </SettingsFrame>
  );
}
