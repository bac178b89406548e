import type { Metadata } from "next";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { readCookieState } from "@/lib/api/cookie-state";
import { optOutAction } from "../cookie-settings/actions";

export const metadata: Metadata = { title: "Your privacy choices" };

const choices = [
  {
    of: "sale",
    title: "Do not sell or share my personal data",
    text: "We sell no personal data, and we share none for advertising across sites. You can say no to it all the same: it is written down, and nothing optional is kept in this browser.",
    button: "Do not sell or share",
  },
  {
    of: "limit",
    title: "Limit the use of my sensitive data",
    text: "We use sensitive data for nothing but the service that you ask for. You can limit it all the same: it is written down, and nothing optional is kept in this browser.",
    button: "Limit the use",
  },
] as const;

export default async function ChoicesPage({
  searchParams,
}: {
  searchParams: Promise<{ saved?: string | string[] }>;
}) {
  const { signal } = await readCookieState();
  const { saved } = await searchParams;
  return (
    <div className="mx-auto w-full max-w-3xl px-4 py-14 sm:px-6">
      <PageHeader
        title="Your privacy choices"
        description="No account is needed, no reason is asked, and nothing gets worse or dearer for you."
      />
      {signal && (
        <Notice className="mb-5" title="Opt-out signal honoured">
          Your browser sends the Global Privacy Control signal, which says no to sale and sharing. It is
          honoured.
        </Notice>
      )}
      <div className="grid gap-5">
        {choices.map(({ of, title, text, button }) => (
          <Card key={of} id={of} className="scroll-mt-20">
            <CardHeader title={title} description={text} />
            <div className="border-t border-line px-5 py-4">
              {saved === of ? (
                <Notice tone="success">Done, from this moment on.</Notice>
              ) : (
                <form action={optOutAction}>
                  <input type="hidden" name="of" value={of} />
                  <Button type="submit">{button}</Button>
                </form>
              )}
            </div>
          </Card>
        ))}
      </div>
    </div>
  );
}
