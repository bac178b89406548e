import { LinkButton } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { EyeOff } from "lucide-react";
import { ReceiptCard } from "./receipt-card";

/** What auditors find in the place of models; of one of them, the receipt of who processed it. */
export function NoContent({ title, id, status }: { title: string; id?: string; status?: string }) {
  return (
    <>
      <PageHeader title={title} description={id && <span className="font-mono break-all">{id}</span>} />
      <div className="grid gap-5">
        <Card>
          <EmptyState
            icon={EyeOff}
            title="Not for auditors"
            action={<LinkButton href="/usage">See the usage</LinkButton>}
          >
            Your role sees what was done, when and by whom, and no pictures, prompts or models.
          </EmptyState>
        </Card>
        {id && status && <ReceiptCard id={id} status={status} />}
      </div>
    </>
  );
}
