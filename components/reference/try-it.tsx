"use client";
import { Play } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { Button } from "@/components/ui/button";
import { Spinner } from "@/components/ui/spinner";
import type { TryCall } from "./try-call";

// Fetched when it is first opened: most readers only read.
const TryPanel = lazy(() => import("./try-panel"));

/** Opens the place where a call can be sent from the page. */
export function TryIt({ call }: { call: TryCall }) {
  const [open, setOpen] = useState(false);
  return (
    <div className="grid grid-cols-1 gap-3">
      <Button onClick={() => setOpen(!open)} aria-expanded={open} className="w-full">
        <Play aria-hidden className="size-3.5" /> {open ? "Close" : "Try it"}
      </Button>
      {open && (
        <Suspense fallback={<Spinner />}>
          <TryPanel call={call} />
        </Suspense>
      )}
    </div>
  );
}
