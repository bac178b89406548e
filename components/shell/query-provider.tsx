"use client";
import { QueryCache, QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { ActionError } from "./unwrap-action";

/** React Query for live data. Someone whose session has ended is sent to sign in again, and comes back here. */
export function QueryProvider({ children }: { children: ReactNode }) {
  const [client] = useState(
    () =>
      new QueryClient({
        queryCache: new QueryCache({ onError: leaveIfSignedOut }),
        defaultOptions: {
          queries: { retry: (count, error) => !(error instanceof ActionError) && count < 3 },
        },
      }),
  );
  return <QueryClientProvider client={client}>{children}</QueryClientProvider>;
}

function leaveIfSignedOut(error: Error): void {
  if (!(error instanceof ActionError) || error.failure.code !== "unauthenticated") return;
  const { pathname, search } = window.location;
  // eslint-disable-next-line @next/next/no-location-assign-relative-destination -- a full load: nothing of the ended session stays in this window
  window.location.assign(`/sign-in?next=${encodeURIComponent(pathname + search)}`);
}
