"use client";
import { RotateCcw } from "lucide-react";
import { Button, LinkButton } from "@/components/ui/button";

/** What shows where a page could not be made. The digest is the number under which our log knows the cause. */
export function PageFailure({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <div className="mx-auto flex min-h-[70dvh] max-w-lg flex-col justify-center px-6 py-16">
      <h1 className="text-3xl font-semibold tracking-tight">Something went wrong on our side</h1>
      <p className="mt-3 leading-7 text-secondary">
        Nothing that you did is lost, and no credits were taken. Try again; if it stays, tell us the number
        below.
      </p>
      {error.digest && <p className="mt-3 font-mono text-sm text-faint">{error.digest}</p>}
      <div className="mt-7 flex flex-wrap gap-2">
        <Button look="primary" onClick={reset}>
          <RotateCcw aria-hidden className="size-4" /> Try again
        </Button>
        <LinkButton href="/overview">Overview</LinkButton>
      </div>
    </div>
  );
}
