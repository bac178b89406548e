"use client";
import { useEffect } from "react";
import { Notice } from "@/components/ui/notice";
import { toast } from "@/components/ui/toast-store";
import { useOnline } from "./use-online";

/**
 * Says that the line is down for as long as it is. A press on a link would then end on the browser's own error page, and
 * with it what was typed: it is held back.
 */
export function OfflineBanner() {
  const online = useOnline();
  useEffect(() => {
    if (online) return;
    const hold = (event: MouseEvent) => {
      const link = (event.target as Element).closest?.("a[href]");
      if (!(link instanceof HTMLAnchorElement) || link.hash || link.protocol === "blob:") return;
      event.preventDefault();
      event.stopPropagation();
      toast({
        tone: "info",
        title: "That page cannot be loaded now",
        description: "You are offline. What you have here stays.",
      });
    };
    document.addEventListener("click", hold, { capture: true });
    return () => document.removeEventListener("click", hold, { capture: true });
  }, [online]);
  return (
    <div role="status">
      {!online && (
        <Notice tone="warning" title="You are offline" className="mb-5">
          What you have typed here stays, and can be sent when the connection is back.
        </Notice>
      )}
    </div>
  );
}
