import Link from "next/link";
import { Badge, type Tone } from "@/components/ui/badge";
import { formatMoment } from "@/components/ui/format";
import { Table, Td, Th } from "@/components/ui/table";
import type { LoggedRequest } from "@/lib/usage/schema";

export function RequestTable({
  requests,
  keyNames,
}: {
  requests: readonly LoggedRequest[];
  keyNames: Record<string, string>;
}) {
  return (
    <Table aria-label="Requests" className="[&_tr:last-child_td]:border-b-0">
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
          <tr key={request.id} title={request.id}>
            <Td className="text-secondary tabular-nums">{formatMoment(request.created_at)}</Td>
            <Td className="font-mono text-note">
              <span className="text-faint">{request.method}</span>{" "}
              {request.generation_id ? (
                <Link
                  href={`/generations/${request.generation_id}`}
                  className="underline-offset-4 hover:underline"
                >
                  {request.endpoint}
                </Link>
              ) : (
                request.endpoint
              )}
            </Td>
            <Td>
              <Badge tone={toneOf(request.status_code)}>{request.status_code}</Badge>
            </Td>
            <Td className="max-w-40 truncate text-secondary">
              {keyNames[request.key_id] ?? "A deleted key"}
            </Td>
            <Td className="text-right text-secondary tabular-nums">{request.duration_ms} ms</Td>
            <Td className="text-right tabular-nums">
              {request.credits_used || <span className="text-faint">0</span>}
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function toneOf(status: number): Tone {
  if (status >= 500) return "danger";
  return status >= 400 ? "warning" : "success";
}
