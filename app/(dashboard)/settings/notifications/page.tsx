import type { Metadata } from "next";
import { MailCard } from "@/components/settings/mail-card";
import { SettingsFrame } from "@/components/settings/settings-frame";
import { requireSession } from "@/lib/api/session";
import { getMailPreferences } from "@/lib/email";

export const metadata: Metadata = { title: "Notifications" };

export default async function NotificationsPage() {
  const { user } = await requireSession("/settings/notifications");
  return (
    <SettingsFrame at="/settings/notifications">
      <MailCard email={user.email} wanted={await getMailPreferences(user)} />
    </SettingsFrame>
  );
}
