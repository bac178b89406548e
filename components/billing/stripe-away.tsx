import { Card, CardHeader } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";

/** Stands where something of Stripe's would, while it does not answer. */
export function StripeAway({ title }: { title: string }) {
  return (
    <Card>
      <CardHeader title={title} />
      <div className="px-5 pb-5">
        <Notice tone="warning" title="Stripe does not answer">
          So this cannot be shown or changed at the moment, and nothing can be bought. Credits and models work
          as always. Try again in a few minutes.
        </Notice>
      </div>
    </Card>
  );
}

export function OnlyForBilling() {
  return (
    <Notice title="Not yours to see">
      Owners and people with the billing role of your organization see payments, cards and invoices; auditors
      see payments and invoices.
    </Notice>
  );
}
