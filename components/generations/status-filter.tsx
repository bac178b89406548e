import Link from "next/link";
import { cn } from "@/components/ui/class-names";
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
    <nav aria-label="Status" className="-mx-4 flex gap-1 overflow-x-auto px-4 pb-1 sm:mx-0 sm:px-0">
      {choices.map(({ status, name }) => (
        <Link
          key={name}
          href={hrefOf(status)}
          aria-current={status === current ? "true" : undefined}
          className={cn(
            "grid h-8 shrink-0 place-items-center rounded-full px-3.5 text-[13px] font-medium text-secondary transition-colors hover:bg-muted hover:text-foreground pointer-coarse:h-10",
            status === current && "bg-foreground text-background hover:bg-foreground hover:text-background",
          )}
        >
          {name}
        </Link>
      ))}
    </nav>
  );
}
