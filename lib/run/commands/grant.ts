import { grantCredits } from "@/lib/credits";
import { UsageError, type Command } from "../command";
import { findOwner } from "./operator-context";
import { wholeNumber } from "./whole-number";

export const grant: Command = {
  summary: "Adds credits to the organization that a person owns, and prints its new balance.",
  options: {
    email: { type: "string", value: "ADDRESS", required: true, help: "the owner's address" },
    amount: { type: "string", value: "N", required: true, help: "how many, above zero" },
    reason: { type: "string", value: "TEXT", help: "stands in the organization's ledger" },
    cause: {
      type: "string",
      value: "ID",
      help: "granted once for each cause; every run is its own unless given",
    },
  },
  async run(values) {
    const amount = wholeNumber(values, "amount");
    if (amount === undefined) throw new UsageError("Missing: --amount.");
    const { ctx } = await findOwner(String(values.email));
    const reason = typeof values.reason === "string" ? values.reason : "From the operator";
    const cause = typeof values.cause === "string" ? `operator:${values.cause}` : `operator:${ctx.requestId}`;
    const entry = await grantCredits(ctx, { amount, reason, cause });
    const balance = entry.balance_after;
    return {
      json: { organization_id: ctx.organizationId, amount, balance },
      text: `${amount} credits added; the balance is ${balance}.`,
    };
  },
};
