import { Notice } from "@/components/ui/notice";

export type Returned = "paid" | "open" | "expired" | "unknown" | "unreachable" | "cancelled" | "card_saved";

const words = {
  paid: [
    "success",
    "Paid",
    "Thank you. What you bought is in your balance, and the invoice is under Invoices.",
  ],
  open: ["info", "Not paid yet", "Nothing was charged. Credits come as soon as Stripe reports the payment."],
  expired: ["info", "That page is over", "Nothing was charged. Choose again whenever you like."],
  unknown: ["warning", "There is no such purchase", "Credits come only from payments that Stripe confirms."],
  unreachable: [
    "warning",
    "Stripe does not answer",
    "If you paid, your credits come as soon as it does; nothing is lost and nothing is charged twice.",
  ],
  cancelled: ["info", "Nothing was bought", "You left the payment page; nothing was charged."],
  card_saved: ["success", "The card is saved", "Choose under Payment which card is charged."],
} as const;

/** What somebody finds who comes back from Stripe's page: what Stripe says, never what the address says. */
export function CheckoutNotice({ returned }: { returned: Returned }) {
  const [tone, title, text] = words[returned];
  return (
    <div role="status">
      <Notice tone={tone} title={title}>
        {text}
      </Notice>
    </div>
  );
}
