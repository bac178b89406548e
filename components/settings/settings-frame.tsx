import type { ReactNode } from "react";
import { LinkTabs } from "@/components/ui/link-tabs";
import { PageHeader } from "@/components/ui/page-header";

const tabs = [
  { href: "/settings", name: "Profile" },
  { href: "/settings/people", name: "People" },
  { href: "/settings/security", name: "Security" },
  { href: "/settings/notifications", name: "Notifications" },
  { href: "/settings/data", name: "Data" },
  { href: "/settings/end-users", name: "Your end users" },
];

/** What the pages of the settings have around them. */
export function SettingsFrame({ at, children }: { at: string; children: ReactNode }) {
  return (
    <div className="mx-auto max-w-3xl">
      <PageHeader
        title="Settings"
        description="Who you are here, how you get in, and what is done with your data."
      />
      <div className="mb-5 flex overflow-x-auto">
        <LinkTabs label="Settings" tabs={tabs.map((tab) => ({ ...tab, current: tab.href === at }))} />
      </div>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-5">{children}</div>
    </div>
  );
}
