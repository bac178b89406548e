import { answerChallenge, returnOf } from "../answer-challenge";
import type { PaymentIntent } from "../payment-things";
import { html, money } from "./html";
import { notFound, page, redirect, type Page } from "./layout";
import type { PageCall } from "./answer-page";

const findAsked = ({ world, id }: PageCall) =>
  world.store.find("payment_intent", id) ?? world.store.find("setup_intent", id);

/** What a bank shows for 3-D Secure. */
export function showChallenge(call: PageCall): Page {
  const asked = findAsked(call);
  if (!asked) return notFound();
  if (asked.status !== "requires_action") {
    const back = returnOf(call.world, asked);
    return back
      ? redirect(back)
      : page(
          "Answered",
          html`<h1>This was answered already</h1>
            <p>You can close this page.</p>`,
        );
  }
  const { amount, currency } = asked as PaymentIntent;
  return page(
    "Your bank asks",
    html`<div class="card">
      <h1>Your bank asks: is this you?</h1>
      <p>
        ${
          asked.object === "payment_intent"
            ? html`A payment of <strong>${money(amount, currency)}</strong> waits for your approval (3-D
                Secure).`
            : "Your card is to be kept for later payments (3-D Secure)."
        }
      </p>
      <form method="post" class="actions">
        <button name="answer" value="approved">Approve</button>
        <button name="answer" value="refused" class="quiet">Fail</button>
      </form>
    </div>`,
  );
}

export function answerChallengePage(call: PageCall): Page {
  const asked = findAsked(call);
  if (!asked) return notFound();
  const back = returnOf(call.world, asked);
  const answer = call.params.oneOf("answer", ["approved", "refused"], "refused");
  // Twice in two tabs: the second finds it answered.
  if (asked.status === "requires_action") answerChallenge(call.world, asked.id, answer);
  if (back) return redirect(back);
  return page(
    "Answered",
    html`<h1>Thank you</h1>
      <p>You can close this page and go back to PrintPal.</p>`,
  );
}
