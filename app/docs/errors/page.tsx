import type { Metadata } from "next";
import Link from "next/link";
import { Table, Td, Th } from "@/components/ui/table";
import { errorCodes } from "@/lib/core/errors";

export const metadata: Metadata = { title: "Error codes" };

export default function ErrorsPage() {
  return (
    <article className="mx-auto w-full max-w-3xl px-4 py-12 sm:px-6">
      <Link href="/docs" className="text-sm text-secondary hover:text-foreground">
        ← Quick start
      </Link>
      <h1 className="mt-4 text-3xl font-semibold tracking-tight">Error codes</h1>
      <p className="mt-3 mb-8 leading-7 text-secondary">
        Every refusal names one of these in <code className="font-mono text-sm">code</code>. They are stable:
        match on them, not on texts.
      </p>
      <div className="overflow-hidden rounded-xl border border-line">
        <Table aria-label="Error codes" className="[&_thead_th]:border-t-0 [&_tr:last-child_td]:border-b-0">
          <thead>
            <tr>
              <Th>Status</Th>
              <Th>Code</Th>
              <Th>Meaning</Th>
            </tr>
          </thead>
          <tbody>
            {Object.entries(errorCodes).map(([code, [status, title]]) => (
              <tr key={code} id={code} className="scroll-mt-24 target:bg-accent-soft">
                <Td className="text-secondary tabular-nums">{status}</Td>
                <Td className="font-mono text-[13px]">{code}</Td>
                <Td className="text-secondary">{title}</Td>
              </tr>
            ))}
          </tbody>
        </Table>
      </div>
    </article>
  );
}
