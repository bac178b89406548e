"use client";
import { usePathname } from "next/navigation";
import { useEffect } from "react";
import { nameOfPage } from "@/lib/core/page-name";
import type { PageVisit } from "@/lib/visitors/schema";

const PAGES_OF_TODAY = "pages-of-today";

/**
 * Says that a page was opened, by its path alone, and whether for the first time today: the list of today's pages stays in
 * the browser, so that nobody else needs to know one browser from another. Where being counted was not agreed to, the list
 * goes, and nothing is said but that an opt-out signal `tells`.
 */
export function VisitCounter({ agreed, tells }: { agreed: boolean; tells: boolean }) {
  const path = usePathname();
  useEffect(() => {
    if (!agreed) forgetPages();
    if (!agreed && !tells) return;
    const visit: PageVisit = { path, first: agreed && isFirstToday(nameOfPage(path) ?? path) };
    // Not being counted is no trouble to tell of.
    void fetch("/visits", { method: "POST", body: JSON.stringify(visit), keepalive: true }).catch(
      () => undefined,
    );
  }, [path, agreed, tells]);
  return null;
}

/** Once a day and page. A browser that keeps nothing says no, and is counted as nobody rather than as many. */
function isFirstToday(page: string): boolean {
  try {
    const today = new Date().toISOString().slice(0, 10);
    const [day, ...pages] = (localStorage.getItem(PAGES_OF_TODAY) ?? "").split(" ");
    const before = day === today ? pages : [];
    if (before.includes(page)) return false;
    localStorage.setItem(PAGES_OF_TODAY, [today, ...before, page].join(" "));
    return true;
  } catch {
    return false;
  }
}

function forgetPages(): void {
  try {
    localStorage.removeItem(PAGES_OF_TODAY);
  } catch {
    // Nothing can be kept there, so nothing is.
  }
}
