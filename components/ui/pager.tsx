import { ChevronLeft, ChevronRight } from "lucide-react";
import { LinkButton } from "./button";

/** To the newer and the older entries, where there are any. */
export function Pager({ newer, older }: { newer: string | null; older: string | null }) {
  if (!newer && !older) return null;
  return (
    <nav aria-label="Pages" className="mt-6 flex justify-between gap-3">
      {newer ? (
        <LinkButton href={newer} size="small">
          <ChevronLeft aria-hidden className="size-4" /> Newer
        </LinkButton>
      ) : (
        <span />
      )}
      {older && (
        <LinkButton href={older} size="small">
          Older <ChevronRight aria-hidden className="size-4" />
        </LinkButton>
      )}
    </nav>
  );
}
