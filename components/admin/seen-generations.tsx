import Link from "next/link";
import { StatusBadge } from "@/components/generations/status-badge";
import { Badge } from "@/components/ui/badge";
import { formatMoment, formatNumber, formatSeconds } from "@/components/ui/format";
import { Table, Td, Th } from "@/components/ui/table";
import type { SeenGeneration } from "@/lib/generations";

/** How generations went, whoever's they are: never what went in or came out. */
export function SeenGenerations({ generations }: { generations: readonly SeenGeneration[] }) {
  return (
    <Table aria-label="Generations" topmost>
      <thead>
        <tr>
          <Th>Generation</Th>
          <Th>State</Th>
          <Th>Engine</Th>
          <Th>Quality</Th>
          <Th className="text-right">Credits</Th>
          <Th className="text-right">Took</Th>
          <Th>Sent</Th>
        </tr>
      </thead>
      <tbody>
        {generations.map((row) => (
          <tr key={row.id}>
            <Td>
              <span className="font-mono text-note">{row.id}</span>
              <Link
                href={`/admin/organizations/${row.organizationId}`}
                className="block w-fit font-mono text-xs text-faint underline-offset-4 hover:underline"
              >
                {row.organizationId}
              </Link>
            </Td>
            <Td>
              <span className="flex gap-1.5">
                <StatusBadge status={row.status} />
                {row.test && <Badge>Test</Badge>}
              </span>
              {row.errorCode && (
                <Link
                  href={`/admin/generations?error=${row.errorCode}`}
                  className="mt-1 block w-fit font-mono text-xs text-danger underline-offset-4 hover:underline"
                >
                  {row.errorCode}
                </Link>
              )}
            </Td>
            <Td>{row.engine ?? `${row.engineRequested}, asked for`}</Td>
            <Td>{row.quality}</Td>
            <Td className="text-right tabular-nums">{formatNumber(row.credits)}</Td>
            <Td className="text-right whitespace-nowrap text-secondary tabular-nums">{took(row)}</Td>
            <Td className="whitespace-nowrap text-secondary tabular-nums">
              {formatMoment(row.createdAt.toISOString())}
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function took({ startedAt, completedAt }: SeenGeneration): string {
  return startedAt && completedAt ? formatSeconds((completedAt.getTime() - startedAt.getTime()) / 1000) : "";
}
