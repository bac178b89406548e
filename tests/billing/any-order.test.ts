import { beforeAll, expect, it } from "vitest";
import type { StandIn } from "@/lib/stripe-stand-in";
import { freshDatabase } from "../support/database";
import { makeAccount } from "../support/make-account";
import { deliver, dispute, holdings, lastEvent, payPack, refund, sellOnStandIn, spend } from "./buyers";

let standIn: StandIn;
beforeAll(async () => {
  await freshDatabase();
  standIn = await sellOnStandIn();
});

function permutations<T>(items: readonly T[]): T[][] {
  if (items.length < 2) return [[...items]];
  return items.flatMap((item, at) => permutations(items.toSpliced(at, 1)).map((rest) => [item, ...rest]));
}

it("row 12: ends in the same balance whatever order payment, refund, dispute and spending come in", async () => {
  const orders = permutations(["payment", "refund", "dispute", "spend"] as const);
  const follow = async (order: (typeof orders)[number]) => {
    // Enough to spend before the payment is known.
    const { organizationId } = await makeAccount({ credits: 400 });
    const intent = payPack(standIn, organizationId);
    const paid = lastEvent(standIn, "payment_intent.succeeded");
    refund(standIn, intent, 2_50);
    const refunded = lastEvent(standIn, "charge.refunded");
    dispute(standIn, intent, 4_00, "lost");
    const disputed = lastEvent(standIn, "charge.dispute.created");
    const steps = {
      payment: () => deliver(paid),
      refund: () => deliver(refunded),
      dispute: () => deliver(disputed),
      spend: () => spend(organizationId, 380),
    };
    for (const step of order) await steps[step]();
    expect([order, await holdings(organizationId)]).toEqual([order, { credits: 370, owed: 0 }]);
  };
  await Promise.all(orders.map(follow));
});
