import { FileText } from "lucide-react";
import { Badge, type Tone } from "@/components/ui/badge";
import { EmptyState } from "@/components/ui/empty-state";
import { formatDate } from "@/components/ui/format";
import { Table, Td, Th } from "@/components/ui/table";
import type { ListedInvoice } from "@/lib/billing/schema";
import { formatMoney } from "./payment-table";

const tones: Record<string, Tone> = {
  paid: "success",
  open: "warning",
  void: "neutral",
  uncollectible: "danger",
};

/** Invoices as Stripe wrote them; one that is open is paid behind its link. */
export function InvoiceTable({ invoices }: { invoices: readonly ListedInvoice[] }) {
  if (invoices.length === 0)
    return (
      <EmptyState icon={FileText} title="No invoices yet" className="border-t border-line">
        Each pack and each month of a plan has its invoice here, to read and to keep.
      </EmptyState>
    );
  return (
    <Table aria-label="Invoices">
      <thead>
        <tr>
          <Th>Date</Th>
          <Th>Number</Th>
          <Th>State</Th>
          <Th className="text-right">Total</Th>
          <Th>
            <span className="sr-only">Open</span>
          </Th>
        </tr>
      </thead>
      <tbody>
        {invoices.map(({ id, number, status, total_cents, created_at, url, pdf_url }) => (
          <tr key={id}>
            <Td className="text-secondary tabular-nums">{formatDate(created_at)}</Td>
            <Td className="font-mono text-note">{number}</Td>
            <Td>
              <Badge tone={tones[status] ?? "neutral"}>
                {status.replace(/^./, (letter) => letter.toUpperCase())}
              </Badge>
            </Td>
            <Td className="text-right font-medium tabular-nums">{formatMoney(total_cents)}</Td>
            <Td className="text-right text-note whitespace-nowrap">
              {url && (
                <a
                  href={url}
                  className="underline underline-offset-4"
                  aria-label={`${status === "open" ? "Pay it:" : "Open"} invoice ${number}`}
                >
                  {status === "open" ? "Pay it" : "Open"}
                </a>
              )}
              {pdf_url && (
                <a
                  href={pdf_url}
                  className="ml-4 underline underline-offset-4"
                  aria-label={`PDF of invoice ${number}`}
                >
                  PDF
                </a>
              )}
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
