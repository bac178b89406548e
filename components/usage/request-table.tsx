"use client";
import { useState } from "react";
import { Badge } from "@/components/ui/badge";
import { formatMoment } from "@/components/ui/format";
import { Table, Td, Th } from "@/components/ui/table";
import type { LoggedRequest } from "@/lib/usage/schema";
import { RequestDrawer } from "./request-drawer";
import { toneOfStatus } from "./tone-of-status";

export function RequestTable({
  requests,
  keyNames,
  base,
}: {
  requests: readonly LoggedRequest[];
  keyNames: Record<string, string>;
  base: string;
}) {
  const [shownId, setShownId] = useState<string | null>(null);
  const shown = requests.find((request) => request.id === shownId);
  const nameOf = (request: LoggedRequest) => keyNames[request.key_id] ?? "A deleted key";
  return (
    <>
      <Table aria-label="Requests">
        <thead>
          <tr>
            <Th>Time</Th>
            <Th>Call</Th>
            <Th>Status</Th>
            <Th>Key</Th>
            <Th className="text-right">Took</Th>
            <Th className="text-right">Credits</Th>
          </tr>
        </thead>
        <tbody>
          {requests.map((request) => (
            <tr key={request.id} className="relative hover:bg-muted/50">
              <Td className="text-secondary tabular-nums">{formatMoment(request.created_at)}</Td>
              <Td>
                <button
                  type="button"
                  onClick={() => setShownId(request.id)}
                  className="rounded font-mono text-note after:absolute after:inset-0"
                >
                  <span className="text-faint">{request.method}</span> {request.endpoint}
                </button>
              </Td>
              <Td>
                <Badge tone={toneOfStatus(request.status_code)}>{request.status_code}</Badge>
              </Td>
              <Td className="max-w-40 truncate text-secondary">{nameOf(request)}</Td>
              <Td className="text-right text-secondary tabular-nums">{request.duration_ms} ms</Td>
              <Td className="text-right tabular-nums">
                {request.credits_used || <span className="text-faint">0</span>}
              </Td>
            </tr>
          ))}
        </tbody>
      </Table>
      {shown && (
        <RequestDrawer request={shown} keyName={nameOf(shown)} base={base} onClose={() => setShownId(null)} />
      )}
    </>
  );
}
