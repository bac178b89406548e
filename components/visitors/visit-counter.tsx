"use client";
import { usePathname } from "next/navigation";
import { useEffect } from "react";

/** Says that a page was opened, by its path alone. Only drawn where that was agreed to, or a signal is to be kept. */
export function VisitCounter() {
  const path = usePathname();
  useEffect(() => {
    // Not being counted is no trouble to tell of.
    void fetch("/visits", { method: "POST", body: path, keepalive: true }).catch(() => undefined);
  }, [path]);
  return null;
}
