"use client";
import { QueryCache, QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { leaveToSignIn } from "./leave-to-sign-in";
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
  if (error instanceof ActionError && error.failure.code === "unauthenticated") void leaveToSignIn();
}
