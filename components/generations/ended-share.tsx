import { Link2Off } from "lucide-react";
import { EmptyState } from "@/components/ui/empty-state";

/** Where a share's address leads once it has ended, was taken back, or never was one. */
export function EndedShare() {
  return (
    <main className="grid min-h-dvh place-items-center p-6">
      <h1 className="sr-only">Not shared</h1>
      <EmptyState icon={Link2Off} title="This model is not shared any longer">
        The address has ended, was taken back, or is not complete. Ask whoever sent it to you for a new one.
      </EmptyState>
    </main>
  );
}
