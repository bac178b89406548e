"use client";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { objectToChangeAction } from "@/app/(dashboard)/settings/actions";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { formatMoment } from "@/components/ui/format";
import { toast } from "@/components/ui/toast-store";
import type { OwnChange } from "@/lib/privacy/schema";

const kinds = { added: "begins", changed: "changes", ended: "ends" };

/** Who processes what is to change: what was announced, and the organization's word on it. */
export function ChangesCard({ changes, mayObject }: { changes: readonly OwnChange[]; mayObject: boolean }) {
  const router = useRouter();

  async function object({ id, processor }: OwnChange) {
    const result = await objectToChangeAction({ id, reason: "" });
    if (!result.ok)
      return toast({ tone: "danger", title: "Not objected", description: result.error.message });
    toast({ title: "Your objection is written down", description: `It is about ${processor}.` });
    router.refresh();
  }

  return (
    <Card>
      <CardHeader
        title="Changes of processors"
        description={
          <>
            Each is announced at least 30 days ahead. Who takes part now stands in the{" "}
            <Link href="/processors" className="underline underline-offset-4">
              register
            </Link>
            .
          </>
        }
      />
      {changes.length === 0 && (
        <p className="border-t border-line px-5 py-4 text-sm text-secondary">None is announced.</p>
      )}
      <ul>
        {changes.map((change) => (
          <li
            key={change.id}
            className="flex flex-wrap items-start justify-between gap-x-4 gap-y-3 border-t border-line px-5 py-4 text-sm"
          >
            <div className="min-w-0 flex-[1_1_16rem]">
              <p className="font-medium">
                {change.processor} {kinds[change.kind]} on {formatMoment(change.effective_at)}
              </p>
              <p className="mt-0.5 text-secondary">{change.summary}</p>
            </div>
            {change.objected_at ? (
              <Badge tone="warning">You objected</Badge>
            ) : (
              change.open &&
              mayObject && (
                <ConfirmDialog
                  trigger={<Button size="small">Object</Button>}
                  title={`Object to ${change.processor}?`}
                  confirm="Object"
                  onConfirm={() => object(change)}
                >
                  {change.refusable
                    ? `From ${formatMoment(change.effective_at)} on none of your organization's data goes there. What needs it is refused then, and sent to nobody else instead.`
                    : "It serves everybody at once and cannot be left out for one organization alone. Your objection is written down, and one of us writes to you before that day; you may end the contract."}
                </ConfirmDialog>
              )
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}
