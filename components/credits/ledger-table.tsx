import { ListFilter } from "lucide-react";
import Link from "next/link";
import { Badge, type Tone } from "@/components/ui/badge";
import { cn } from "@/components/ui/class-names";
import { formatMoment, formatNumber } from "@/components/ui/format";
import { Table, Td, Th } from "@/components/ui/table";
import type { LedgerEntry, LedgerEntryKind } from "@/lib/credits/schema";

const kinds: Record<LedgerEntryKind, { name: string; tone: Tone }> = {
  grant: { name: "Granted", tone: "success" },
  reserve: { name: "Reserved", tone: "neutral" },
  settle: { name: "Settled", tone: "neutral" },
  release: { name: "Returned", tone: "info" },
  expire: { name: "Expired", tone: "neutral" },
  refund: { name: "Paid back", tone: "info" },
  debt: { name: "Owed", tone: "warning" },
  adjustment: { name: "Adjusted", tone: "info" },
};

/** `narrows` offers each generation's movements by themselves, where the place can show them. */
export function LedgerTable({
  entries,
  narrows = false,
}: {
  entries: readonly LedgerEntry[];
  narrows?: boolean;
}) {
  return (
    <Table aria-label="Ledger">
      <thead>
        <tr>
          <Th>Time</Th>
          <Th>Kind</Th>
          <Th>Why</Th>
          <Th className="text-right">Credits</Th>
          <Th className="text-right">Balance</Th>
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => (
          <tr key={entry.id}>
            <Td className="text-secondary tabular-nums">{formatMoment(entry.created_at)}</Td>
            <Td>
              <Badge tone={kinds[entry.kind].tone}>{kinds[entry.kind].name}</Badge>
            </Td>
            <Td>
              {entry.generation_id ? (
                <span className="inline-flex items-center gap-2">
                  <Link
                    href={`/generations/${entry.generation_id}`}
                    className="underline-offset-4 hover:underline"
                  >
                    {entry.reason}
                  </Link>
                  {narrows && (
                    <Link
                      href={`/credits?generation=${entry.generation_id}`}
                      scroll={false}
                      aria-label="Only this generation's movements"
                      className="text-faint hover:text-foreground"
                    >
                      <ListFilter aria-hidden className="size-3.5" />
                    </Link>
                  )}
                </span>
              ) : (
                entry.reason
              )}
            </Td>
            <Td
              className={cn(
                "text-right font-medium tabular-nums",
                entry.amount > 0 && "text-success",
                entry.amount === 0 && "text-faint",
              )}
            >
              {entry.amount > 0 ? "+" : ""}
              {formatNumber(entry.amount).replace("-", "−")}
            </Td>
            <Td className="text-right text-secondary tabular-nums">{formatNumber(entry.balance_after)}</Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
