import type { ReactNode } from "react";

/** What belongs to a window and not to a text: the page's Markdown twin leaves it out. */
export function OnlyOnScreen({ children }: { children: ReactNode }) {
  return <>{children}</>;
}
