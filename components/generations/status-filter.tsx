import { LinkTabs } from "@/components/ui/link-tabs";
import type { GenerationStatus } from "@/lib/generations/schema";
import { statuses, statusName } from "./status-badge";

/** All, or those of one status; a row of links that scrolls by itself on a phone. */
export function StatusFilter({
  current,
  hrefOf,
}: {
  current?: GenerationStatus;
  hrefOf: (status?: GenerationStatus) => string;
}) {
  const choices = [
    { status: undefined, name: "All" },
    ...statuses.map((status) => ({ status, name: statusName(status) })),
  ];
  return (
    <LinkTabs
      label="Status"
      look="pills"
      tabs={choices.map(({ status, name }) => ({ href: hrefOf(status), name, current: status === current }))}
      className="-mx-4 px-4 max-sm:max-w-none sm:mx-0 sm:px-0"
    />
  );
}
