"use client";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { setMailPreferenceAction } from "@/app/(dashboard)/settings/notifications/actions";
import { GenerationMails } from "./generation-mails";
import { Card, CardHeader } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import { SettingRow } from "@/components/ui/setting-row";
import { Switch } from "@/components/ui/switch";
import { toast } from "@/components/ui/toast-store";
import type { SetGenerationMails } from "@/lib/accounts/schema";
import type { MailPreferences, MailTopic, Suppressible } from "@/lib/email/schema";

const topics: Record<Exclude<MailTopic, "generations">, [name: string, hint: string]> = {
  credit_alerts: ["Credits run low", "When the balance falls below what you set, or a cap is reached."],
  support_answers: ["Answers to your questions", "That a ticket of yours has an answer."],
  invitations: ["Invitations", "That an organization would like you to join it."],
  news: ["News", "None are sent at present, and none without your organization's consent."],
};

/** What the person is mailed of all that is not necessary. */
export function MailCard({
  email,
  wanted,
  generations,
}: {
  email: string;
  wanted: MailPreferences;
  generations: SetGenerationMails;
}) {
  const router = useRouter();
  const [changing, setChanging] = useState<Suppressible | null>(null);

  async function change(topic: Suppressible, on: boolean) {
    setChanging(topic);
    const result = await setMailPreferenceAction({ topic, wanted: on });
    setChanging(null);
    if (!result.ok) toast({ tone: "danger", title: "Not changed", description: result.error.message });
    router.refresh();
  }

  const row = (topic: Suppressible, name: string, hint: string, on: boolean) => (
    <SettingRow key={topic} name={name} hint={hint}>
      {(attributes) => (
        <Switch
          {...attributes}
          checked={on}
          disabled={changing !== null}
          onCheckedChange={(next) => void change(topic, next)}
        />
      )}
    </SettingRow>
  );
  return (
    <Card>
      <CardHeader
        title="Mails"
        description={`To ${email}. What tells of money, access, your rights or a duty of ours is always sent; each other mail has a link that stops its kind in one click.`}
      />
      {wanted.bounced && (
        <Notice tone="warning" className="mx-5 mb-4">
          A mail server refused this address. Only necessary mails are tried until you switch the last line
          off and on again.
        </Notice>
      )}
      <GenerationMails chosen={wanted.topics.generations ? generations : { ...generations, when: "never" }} />
      {Object.entries(topics).map(([topic, [name, hint]]) =>
        row(topic as MailTopic, name, hint, wanted.topics[topic as MailTopic]),
      )}
      {row("all", "Everything that is not necessary", "Also kinds of mail that are added later.", wanted.all)}
    </Card>
  );
}
