import { addMonths } from "../discounts";
import { advanceClock } from "../advance-time";
import { closeDispute } from "../disputes";
import { mergeFaults } from "../faults";
import type { World } from "../world";
import type { PageCall } from "./answer-page";
import { day, html, money, type Html } from "./html";
import { page, redirect, type Page } from "./layout";

/** What the person who develops sees: the clock to move, faults to switch on, events, payments and disputes. */
export function showConsole({ world, state: { faults } }: PageCall): Page {
  const option = (value: string, name: string) =>
    html`<option value="${value}" ${faults.api === value && "selected"}>${name}</option>`;
  return page(
    "Console",
    html`<h1>The stand-in's console</h1>
      <p>PrintPal talks to this address as to Stripe, because no STRIPE_SECRET_KEY is set.</p>
      <div class="columns">
        <section class="card">
          <h2>Clock</h2>
          <p>It is ${day(world.now())} here. Subscriptions renew, and retries happen, as time goes by.</p>
          <form method="post" class="actions">
            <button name="advance" value="day" class="quiet">A day on</button>
            <button name="advance" value="month">A month on</button>
          </form>
        </section>
        <section class="card">
          <h2>Faults</h2>
          <form method="post">
            <label
              >API
              <select name="api">
                ${option("up", "answers")}${option("down", "answers 503")}${option("silent", "never answers")}
              </select></label
            >
            <div class="two">
              <label
                >Added to each call (ms)
                <input name="latencyMs" inputmode="numeric" value="${faults.latencyMs}"
              /></label>
              <label
                >Copies of each event
                <input name="duplicates" inputmode="numeric" value="${faults.duplicates}"
              /></label>
              <label
                >Events wait (ms) <input name="delayMs" inputmode="numeric" value="${faults.delayMs}"
              /></label>
              <label
                >Order
                <select name="outOfOrder">
                  <option value="false">as it happened</option>
                  <option value="true" ${faults.outOfOrder && "selected"}>newest first</option>
                </select></label
              >
            </div>
            <label
              >Events
              <select name="lost">
                <option value="false">are sent</option>
                <option value="true" ${faults.lost && "selected"}>are lost</option>
              </select></label
            >
            <button name="faults" value="set">Set</button>
          </form>
        </section>
      </div>
      ${disputes(world)} ${events(world)}`,
  );
}

export function submitConsole(call: PageCall): Page {
  const { world, state, params } = call;
  if (params.has("faults")) state.faults = mergeFaults(state.faults, params.values);
  const step = params.text("advance");
  if (step) advanceClock(world, null, step === "month" ? addMonths(world.now(), 1) : world.now() + 86_400);
  const resent = world.store.find("delivery", params.text("resend"));
  if (resent) world.store.update("delivery", resent.id, { due_at: 1, attempts: 0 });
  const dispute = world.store.find("dispute", params.text("dispute"));
  if (dispute) closeDispute(world, dispute, params.oneOf("outcome", ["won", "lost"], "lost"));
  return redirect("/");
}

function disputes(world: World): Html | false {
  const open = world.store.all("dispute").filter(({ status }) => !["won", "lost"].includes(status));
  return (
    open.length > 0 &&
    html`<section class="card">
      <h2>Open disputes</h2>
      ${open.map(
        ({ id, amount, currency }) =>
          html`<form method="post" class="row">
            <span
              >${money(amount, currency as string)} <code>${id}</code
              ><input type="hidden" name="dispute" value="${id}"
            /></span>
            <span class="actions"
              ><button name="outcome" value="won" class="quiet">Won</button
              ><button name="outcome" value="lost" class="quiet">Lost</button></span
            >
          </form>`,
      )}
    </section>`
  );
}

function events(world: World): Html {
  const latest = world.store.all("delivery").slice(-40).reverse();
  return html`<section class="card">
    <h2>Events</h2>
    ${latest.length === 0 && html`<p class="soft">None yet. They appear when something is bought.</p>`}
    <div class="scroll">
      <table>
        ${latest.map((delivery) => {
          const event = world.store.get("event", delivery.event);
          return html`<tr>
            <td>${event.type}<br /><code>${event.id}</code></td>
            <td>${answered(delivery.last_status, delivery.due_at)}</td>
            <td>
              <form method="post">
                <button name="resend" value="${delivery.id}" class="quiet">Again</button>
              </form>
            </td>
          </tr>`;
        })}
      </table>
    </div>
  </section>`;
}

function answered(status: number | null, dueAt: number | null): string {
  if (status === null) return "waits";
  if (status >= 200 && status < 300) return "arrived";
  const what = status === 0 ? "no answer" : `answered ${status}`;
  return dueAt === null ? `${what}; given up or lost` : `${what}; tried again`;
}
