import type { ReactNode } from "react";
import { LinkTabs } from "@/components/ui/link-tabs";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";

const tabs = [
  { href: "/credits", name: "Balance" },
  { href: "/credits/invoices", name: "Invoices" },
  { href: "/credits/payment", name: "Payment" },
];

/** What the pages around money have in common. `standIn` is the address of the stand-in where one plays Stripe. */
export function BillingFrame({
  at,
  standIn,
  action,
  children,
}: {
  at: string;
  standIn: string | null;
  action?: ReactNode;
  children: ReactNode;
}) {
  return (
    <>
      <PageHeader
        title="Credits"
        description="Prepaid and spent only by generations that succeed. One US dollar is 100 credits."
        action={action}
      />
      <div className="mb-5 flex">
        <LinkTabs
          label="Credits and billing"
          tabs={tabs.map((tab) => ({ ...tab, current: tab.href === at }))}
        />
      </div>
      {standIn && (
        <Notice title="No real money" className="mb-5">
          A stand-in plays Stripe on this machine. It takes test cards such as 4242 4242 4242 4242 and charges
          nobody;{" "}
          <a href={standIn} className="underline underline-offset-4">
            its console
          </a>{" "}
          moves the clock and lets things fail.
        </Notice>
      )}
      <div className="grid grid-cols-[minmax(0,1fr)] gap-5">{children}</div>
    </>
  );
}
