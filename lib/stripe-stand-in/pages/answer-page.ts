import type { ApiRequest } from "../answer-api";
import { StripeFailure } from "../failure";
import type { Faults } from "../faults";
import { Params, readForm } from "../params";
import type { World } from "../world";
import { answerChallengePage, showChallenge } from "./challenge-page";
import { showCheckout, showCheckoutReturn, submitCheckout } from "./checkout-page";
import { showConsole, submitConsole } from "./console-page";
import { html } from "./html";
import { payOpenInvoice, showInvoice, showReceipt } from "./invoice-page";
import { notFound, page, type Page } from "./layout";
import { showPortal, submitPortal } from "./portal-page";

export interface PageCall {
  world: World;
  state: { faults: Faults };
  /** The identifier in the address. */
  id: string;
  /** Of the form on a POST, else of the query. */
  params: Params;
}

type Answer = (call: PageCall) => Page;

const pages: Record<string, Answer> = {
  "GET /pay": showCheckout,
  "POST /pay": submitCheckout,
  "GET /paid": showCheckoutReturn,
  "GET /challenges": showChallenge,
  "POST /challenges": answerChallengePage,
  "GET /portal": showPortal,
  "POST /portal": submitPortal,
  "GET /invoices": showInvoice,
  "POST /invoices": payOpenInvoice,
  "GET /receipts": showReceipt,
  "GET /": showConsole,
  "POST /": submitConsole,
};

/** The pages that people see: whoever knows the long identifier in the address may, as with Stripe's own. */
export function answerPage(world: World, state: { faults: Faults }, request: ApiRequest): Page {
  const { pathname, search } = new URL(request.url, "http://stand-in");
  const [, place, id = "", ...more] = pathname.split("/");
  const answer = more.length === 0 ? pages[`${request.method} /${place}`] : undefined;
  if (!answer) return notFound();
  if (request.method === "POST" && request.headers["sec-fetch-site"] === "cross-site")
    return page("Refused", html`<h1>Another site sent this form</h1>`, 403);
  const params = readForm(request.method === "POST" ? request.body : search);
  try {
    return world.store.transaction(
      () => answer({ world, state, id, params }),
      (error) => error instanceof StripeFailure && error.leavesTraces,
    );
  } catch (error) {
    if (!(error instanceof StripeFailure)) throw error;
    return page(
      "That did not work",
      html`<h1>That did not work</h1>
        <p class="bad" role="alert">${error.message}</p>
        <p>Go back and try again.</p>`,
      error.status,
    );
  }
}
