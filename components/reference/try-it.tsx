"use client";
import { Play } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { useDocsWords } from "@/components/docs/docs-language";
import { Button } from "@/components/ui/button";
import { Spinner } from "@/components/ui/spinner";
import type { TryCall } from "./try-call";

// Fetched when it is first opened: most readers only read.
const TryPanel = lazy(() => import("./try-panel"));

/** Opens the place where a call can be sent from the page. */
export function TryIt({ call }: { call: TryCall }) {
  const { language, words } = useDocsWords();
  const [open, setOpen] = useState(false);
  return (
    <div lang={language} className="grid grid-cols-1 gap-3">
      <Button onClick={() => setOpen(!open)} aria-expanded={open} className="w-full">
        <Play aria-hidden className="size-3.5" /> {open ? words.close : words.tryIt}
      </Button>
      {open && (
        <Suspense fallback={<Spinner />}>
          <TryPanel call={call} />
        </Suspense>
      )}
    </div>
  );
}
