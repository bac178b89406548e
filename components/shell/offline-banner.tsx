"use client";
import { useEffect, useState } from "react";
import { Notice } from "@/components/ui/notice";
import { useOnline } from "./use-online";

/**
 * Says that the line is down for as long as it is. A press on a link would then end on the browser's own error page, and
 * with it what was typed: it is held back.
 */
export function OfflineBanner() {
  const online = useOnline();
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (online) return;
    const hold = (event: MouseEvent) => {
      const link = (event.target as Element).closest?.("a[href]");
      if (!(link instanceof HTMLAnchorElement) || link.hash || link.protocol === "blob:") return;
      event.preventDefault();
      event.stopPropagation();
      setHeld(true);
    };
    document.addEventListener("click", hold, { capture: true });
    return () => {
      document.removeEventListener("click", hold, { capture: true });
      setHeld(false);
    };
  }, [online]);
  return (
    // In view wherever the page is scrolled to.
    <div role="status" className="sticky top-17 z-20">
      {!online && (
        <Notice tone="warning" title="You are offline" className="mb-5 shadow-low">
          {held && "That page cannot be loaded now. "}
          What you have typed here stays, and can be sent when the connection is back.
        </Notice>
      )}
    </div>
  );
}
