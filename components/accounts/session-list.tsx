"use client";
import { MonitorSmartphone } from "lucide-react";
import { useRouter } from "next/navigation";
import { revokeOtherSessionsAction, revokeSessionAction } from "@/app/(dashboard)/settings/actions";
import { Ago } from "@/components/ui/ago";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { NetworkCredit } from "@/components/ui/network-credit";
import { toast } from "@/components/ui/toast-store";

export interface ShownSession {
  id: string;
  device: string;
  network: string | null;
  current: boolean;
  created_at: string;
  last_seen_at: string;
}

/** Where the person is signed in; any of them can be ended from here. */
export function SessionList({ sessions }: { sessions: readonly ShownSession[] }) {
  const router = useRouter();

  async function end(id: string) {
    const result = await revokeSessionAction({ id });
    if (!result.ok)
      return toast({ tone: "danger", title: "Not signed out", description: result.error.message });
    toast({ title: "Signed out there", description: "It takes effect within seconds." });
    router.refresh();
  }

  async function endOthers() {
    const result = await revokeOtherSessionsAction({});
    if (!result.ok)
      return toast({ tone: "danger", title: "Not signed out", description: result.error.message });
    toast({ title: "Signed out everywhere else" });
    router.refresh();
  }

  return (
    <Card>
      <CardHeader
        title="Sessions"
        description="Each ends after 12 hours without use, and after 7 days in any case."
        action={
          sessions.length > 1 && (
            <ConfirmDialog
              trigger={<Button size="small">Sign out everywhere else</Button>}
              title="Sign out everywhere else?"
              confirm="Sign out there"
              onConfirm={endOthers}
            >
              All your sessions but this one end within seconds. API keys keep working.
            </ConfirmDialog>
          )
        }
      />
      <ul className="border-t border-line">
        {sessions.map((session) => (
          <li
            key={session.id}
            data-session={session.id}
            className="flex items-center gap-3 border-b border-line px-5 py-3 text-sm last:border-b-0"
          >
            <MonitorSmartphone aria-hidden className="size-5 shrink-0 text-faint" />
            <div className="min-w-0 flex-1">
              <p className="flex flex-wrap items-center gap-2 font-medium">
                {session.device} {session.current && <Badge tone="success">This one</Badge>}
              </p>
              {session.network && <p className="text-note text-secondary">From {session.network}</p>}
              <p className="text-note text-faint">
                Last used <Ago time={session.last_seen_at} />, signed in <Ago time={session.created_at} />
              </p>
            </div>
            {!session.current && (
              <ConfirmDialog
                trigger={<Button size="small">Sign out</Button>}
                title={`Sign out ${session.device}?`}
                confirm="Sign it out"
                onConfirm={() => end(session.id)}
              >
                That browser has to sign in again. Do this for any session that you do not recognise.
              </ConfirmDialog>
            )}
          </li>
        ))}
      </ul>
      {sessions.some(({ network }) => network) && <NetworkCredit className="px-5 pb-4" />}
    </Card>
  );
}
