import type { ReactNode } from "react";
import { LinkTabs } from "@/components/ui/link-tabs";
import { PageHeader } from "@/components/ui/page-header";

const tabs = [
  { href: "/privacy", name: "Your data" },
  { href: "/privacy/consents", name: "Consents" },
  { href: "/privacy/instructions", name: "Instructions" },
  { href: "/privacy/calendar", name: "What goes when" },
  { href: "/privacy/complaints", name: "Complaints" },
];

/** What the pages of the privacy centre have around them. */
export function PrivacyFrame({ at, children }: { at: string; children: ReactNode }) {
  return (
    <div className="mx-auto max-w-3xl">
      <PageHeader
        title="Privacy centre"
        description="What is kept of you, and everything you can do about it. Nothing here asks for a reason, and nothing gets worse or dearer for you."
      />
      <div className="mb-5 flex overflow-x-auto">
        <LinkTabs label="Privacy centre" tabs={tabs.map((tab) => ({ ...tab, current: tab.href === at }))} />
      </div>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-5">{children}</div>
    </div>
  );
}
