import type { Metadata } from "next";
import { readRightsWords } from "@/components/site/read-rights-words";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { SettingRow } from "@/components/ui/setting-row";
import { isAppError } from "@/lib/core/errors";
import { getMailPreferences, readToken, type MailTopic, type Suppressible } from "@/lib/email";
import { setLinkPreferenceAction } from "./actions";

export const metadata: Metadata = { title: "Your mails", robots: { index: false } };

/** What the link at the end of a mail opens: each kind of mail with a button, and nobody has to sign in. */
export default async function MailPage({
  searchParams,
}: {
  searchParams: Promise<{ t?: string | string[]; saved?: string }>;
}) {
  const { language, words } = await readRightsWords();
  const { t, saved } = await searchParams;
  const token = typeof t === "string" ? t : "";
  const wanted = await preferencesOf(token);
  const { mail } = words;
  const rows = wanted && [
    ...Object.entries(mail.topics).map(([topic, [name, hint]]) => ({
      ...{ topic: topic as Suppressible, name, hint },
      on: wanted.topics[topic as MailTopic] && !wanted.bounced,
    })),
    { topic: "all" as const, name: mail.all, hint: mail.allHint, on: wanted.all && !wanted.bounced },
  ];
  return (
    <div lang={language} className="mx-auto w-full max-w-2xl px-4 py-14 sm:px-6">
      <PageHeader title={mail.title} description={mail.lead} />
      <div className="grid gap-5">
        {saved && wanted && <Notice tone="success">{mail.saved}</Notice>}
        {wanted?.bounced && <Notice tone="warning">{mail.bounced}</Notice>}
        {!rows && <Notice>{mail.none}</Notice>}
        {rows && (
          <Card className="[&>:first-child]:border-t-0">
            {rows.map(({ topic, name, hint, on }) => (
              <SettingRow key={topic} name={name} hint={`${hint}. ${on ? mail.on : mail.off}.`}>
                {(attributes) => (
                  <form action={setLinkPreferenceAction}>
                    <input type="hidden" name="t" value={token} />
                    <input type="hidden" name="topic" value={topic} />
                    <input type="hidden" name="wanted" value={on ? "no" : "yes"} />
                    <Button type="submit" size="small" aria-describedby={attributes["aria-labelledby"]}>
                      {on ? mail.stop : mail.resume}
                    </Button>
                  </form>
                )}
              </SettingRow>
            ))}
          </Card>
        )}
      </div>
    </div>
  );
}

async function preferencesOf(token: string) {
  try {
    return await getMailPreferences(readToken(token));
  } catch (error) {
    if (isAppError(error)) return null;
    throw error;
  }
}
