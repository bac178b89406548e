import type { Metadata } from "next";
import { CookieTable } from "@/components/policies/cookie-table";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { CheckBox } from "@/components/ui/check-box";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { readCookieState } from "@/lib/api/cookie-state";
import { saveCookiesAction } from "./actions";

export const metadata: Metadata = { title: "Cookie settings" };

export default async function CookieSettingsPage({
  searchParams,
}: {
  searchParams: Promise<{ saved?: string | string[] }>;
}) {
  const { analytics, preferences, signal } = await readCookieState();
  const { saved } = await searchParams;
  return (
    <div className="mx-auto w-full max-w-3xl px-4 py-14 sm:px-6">
      <PageHeader
        title="Cookie settings"
        description="What this website may keep in your browser. Change it as often as you like; it holds for six months, then we ask again."
      />
      {saved === "yes" && (
        <Notice tone="success" className="mb-5">
          Your choice is saved.
        </Notice>
      )}
      {signal && (
        <Notice className="mb-5" title="Opt-out signal honoured">
          Your browser sends the Global Privacy Control signal. Analytics stays off, whatever is chosen here.
        </Notice>
      )}
      <Card>
        <form action={saveCookiesAction} className="grid gap-4 p-5">
          <CheckBox checked disabled readOnly>
            <b className="font-medium text-foreground">Necessary.</b> Signing in, protecting forms, and
            remembering this choice. These cannot be switched off.
          </CheckBox>
          <CheckBox name="analytics" defaultChecked={analytics} disabled={signal}>
            <b className="font-medium text-foreground">Analytics.</b> Counting how often a page is opened on a
            day. The count holds no address and no identifier.
          </CheckBox>
          <CheckBox name="preferences" defaultChecked={preferences}>
            <b className="font-medium text-foreground">Preferences.</b> Keeping the colours that you choose
            for the next visit.
          </CheckBox>
          <Button type="submit" look="primary" className="justify-self-start">
            Save the choice
          </Button>
        </form>
      </Card>
      <CookieTable />
    </div>
  );
}
