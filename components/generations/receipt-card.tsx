"use client";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { getReceiptAction } from "@/app/(dashboard)/generations/[id]/actions";
import { unwrapAction } from "@/components/shell/unwrap-action";
import { Card, CardHeader } from "@/components/ui/card";
import { CopyButton } from "@/components/ui/copy-button";
import { formatMoment } from "@/components/ui/format";
import type { ProcessingReceipt } from "@/lib/privacy/schema";

/** Who processed it, what left the machine, and what is still kept: the signed receipt in words, and whole to copy. */
export function ReceiptCard({ id, status }: { id: string; status: string }) {
  const { data } = useQuery({
    queryKey: ["receipt", id, status],
    queryFn: () => unwrapAction(getReceiptAction({ id })),
    staleTime: 60_000,
  });
  return (
    <Card>
      <CardHeader
        title="Processing receipt"
        action={data && <CopyButton text={JSON.stringify(data)} label="Copy the signed receipt" />}
      />
      <dl className="grid min-h-40 content-start gap-2.5 border-t border-line px-5 py-4 text-sm">
        {data &&
          rowsOf(data).map(([name, value]) => (
            <div key={name} className="flex justify-between gap-4">
              <dt className="shrink-0 text-faint">{name}</dt>
              <dd className="text-right [overflow-wrap:anywhere]">{value}</dd>
            </div>
          ))}
      </dl>
    </Card>
  );
}

function rowsOf({ receipt, signature }: ProcessingReceipt): [string, ReactNode][] {
  const { processed_by: by, left_the_machine: left, deleted } = receipt;
  return [
    ["Processed by", by === null ? "Nobody yet" : by.name === "own" ? "This installation" : by.name],
    ["Left the machine", left.length > 0 ? left.map(tellSent).join("; ") : "Nothing"],
    ["Trains a model", receipt.training_eligible ? "It may" : "Never"],
    ["Input", deleted.input_at ? `erased ${formatMoment(deleted.input_at)}` : "kept with the model"],
    ["Results", kept(deleted.results_at, receipt.deletes_at)],
    ["Signed with", signature.key_id],
  ];
}

const tellSent = (sent: ProcessingReceipt["receipt"]["left_the_machine"][number]): string =>
  `the picture, to ${sent.provider}${sent.deleted_there_at ? `, deleted there ${formatMoment(sent.deleted_there_at)}` : ", being deleted there"}`;

function kept(erasedAt: string | null, deletesAt: string | null): string {
  if (erasedAt) return `erased ${formatMoment(erasedAt)}`;
  return deletesAt ? `kept until ${formatMoment(deletesAt)}` : "kept until you delete them";
}
