import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import Stripe from "stripe";
import { overrideEnv } from "@/lib/core/env";

type Thing = Record<string, unknown> & { id: string };

/**
 * As much of Stripe's API as our books read, over HTTP: things are put in by the test as Stripe would hold them, calls that
 * make something are remembered. Small on purpose: orders, repetitions and faults are made by the test.
 */
export async function fakeStripe() {
  const things = new Map<string, Thing>();
  /** By their kinds, and by the payment that they belong to, so that a list needs no look at all the rest. */
  const [ofType, ofIntent] = [new Map<unknown, Thing[]>(), new Map<unknown, Thing[]>()];
  const keep = (thing: Thing) => {
    things.set(thing.id, thing);
    add(ofType, thing.object, thing);
    add(ofIntent, thing.payment_intent, thing);
  };
  const calls: { method: string; path: string; body: URLSearchParams; key: string | undefined }[] = [];
  const kept = new Map<string, Thing>();
  const state = {
    down: false,
    /** Of payments that are made by a call. */
    paymentStatus: "succeeded",
    answers: new Map<string, { status: number; error: object }>(),
  };
  let made = 0;

  const list = (type: string, query: URLSearchParams) => {
    const intent = query.get("payment_intent");
    // A page is found by the payment that a test writes on it later.
    const among = intent && type !== "session" ? ofIntent.get(intent) : ofType.get(type);
    const data = (among ?? []).filter((thing) => thing.object === type && fits(thing, query));
    return { object: "list", has_more: false, data };
  };
  const make = (path: string, body: URLSearchParams): Thing => {
    const type =
      { refunds: "refund", customers: "customer", prices: "price", products: "product" }[path] ?? path;
    const thing: Thing = {
      object: type,
      created: seconds(),
      ...unflatten(body),
      id: body.get("id") ?? `${path.replace("/", "_")}_${++made}`,
    };
    if (path === "checkout/sessions")
      Object.assign(thing, {
        object: "session",
        status: "open",
        payment_status: "unpaid",
        url: `https://pay.test/${made}`,
      });
    if (path === "payment_intents")
      Object.assign(thing, {
        object: "payment_intent",
        status: state.paymentStatus,
        amount_received: Number(body.get("amount")),
      });
    if (path === "refunds") Object.assign(thing, { status: "succeeded", amount: Number(body.get("amount")) });
    if (path === "prices")
      Object.assign(thing, {
        active: true,
        unit_amount: Number(body.get("unit_amount")),
        recurring: thing.recurring ?? null,
      });
    if (path === "products") Object.assign(thing, { active: true });
    keep(thing);
    return thing;
  };

  const server = createServer(async (request, response) => {
    const body = new URLSearchParams(await read(request));
    const { pathname, searchParams } = new URL(request.url!, "http://fake");
    const path = pathname.replace(/^\/v1\//, "");
    const send = (status: number, answer: object) =>
      response.writeHead(status, { "Content-Type": "application/json" }).end(JSON.stringify(answer));
    const key = request.headers["idempotency-key"] as string | undefined;
    calls.push({ method: request.method!, path, body, key });
    if (state.down) return send(503, { error: { type: "api_error", message: "Down" } });
    const planned = state.answers.get(`${request.method} ${path}`);
    if (planned) return send(planned.status, { error: planned.error });
    const [room, id] = [path.replace(/\/[^/]+$/, ""), path.split("/").at(-1)!];
    if (request.method === "POST") {
      const known = things.get(id);
      if (known) {
        const { items, ...changed } = unflatten(body) as { items?: { 0: { price: string } } };
        Object.assign(known, changed);
        if (items)
          Object.assign((known.items as { data: object[] }).data[0], { price: { id: items[0].price } });
        return send(200, known);
      }
      if (key && kept.has(key)) return send(200, kept.get(key)!);
      const thing = make(path, body);
      if (key) kept.set(key, thing);
      return send(200, thing);
    }
    if (things.has(id) && room !== path) return send(200, things.get(id)!);
    const listed = lists[path];
    if (listed) return send(200, list(listed, searchParams));
    return send(404, {
      error: { type: "invalid_request_error", code: "resource_missing", message: `No such ${path}` },
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  overrideEnv({ stripeSecretKey: "sk_test_0123456789", stripeWebhookSecret: SECRET, stripeApiUrl: url });
  return {
    url,
    things,
    calls,
    state,
    put: (object: string, thing: Thing) => keep({ object, created: seconds(), ...thing }),
    about: (intent: string): readonly Thing[] => ofIntent.get(intent) ?? [],
    posts: (path: string) => calls.filter((call) => call.method === "POST" && call.path === path),
    close: () => new Promise((resolve) => (server.closeAllConnections(), server.close(resolve))),
  };
}

function add(index: Map<unknown, Thing[]>, by: unknown, thing: Thing): void {
  const among = index.get(by) ?? [];
  among.push(thing);
  index.set(by, among);
}

export type FakeStripe = Awaited<ReturnType<typeof fakeStripe>>;

const SECRET = "whsec_0123456789abcdef";

/** A signed event as Stripe sends it. */
export function signEvent(event: object, { secret = SECRET, atSeconds = seconds() } = {}) {
  const body = JSON.stringify(event);
  const signature = Stripe.webhooks.generateTestHeaderString({ payload: body, secret, timestamp: atSeconds });
  return { body, signature };
}

export const seconds = (): number => Math.floor(Date.now() / 1000);

const lists: Record<string, string> = {
  refunds: "refund",
  disputes: "dispute",
  prices: "price",
  events: "event",
  invoices: "invoice",
  invoice_payments: "invoice_payment",
  promotion_codes: "promotion_code",
  "checkout/sessions": "session",
  "billing_portal/configurations": "billing_portal/configurations",
};

/** The filters that we use. */
function fits(thing: Thing, query: URLSearchParams): boolean {
  const intent = query.get("payment_intent");
  const paid = query.get("payment[payment_intent]");
  const codes = [...query.entries()]
    .filter(([name]) => name.startsWith("lookup_keys"))
    .map(([, value]) => value);
  const code = query.get("code");
  const since = query.get("created[gte]");
  return (
    (!intent || thing.payment_intent === intent) &&
    (!paid || (thing.payment as { payment_intent: string }).payment_intent === paid) &&
    (codes.length === 0 || codes.includes(thing.lookup_key as string)) &&
    (!code || thing.code === code) &&
    (!since || (thing.created as number) >= Number(since)) &&
    (query.get("active") !== "true" || thing.active !== false)
  );
}

async function read(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of request) text += String(chunk);
  return text;
}

/** `a[b]=1` → `{ a: { b: "1" } }`. */
function unflatten(body: URLSearchParams): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  for (const [name, value] of body) {
    const parts = name.replaceAll("]", "").split("[");
    let at = result;
    for (const part of parts.slice(0, -1)) at = (at[part] ??= {}) as Record<string, unknown>;
    at[parts.at(-1)!] = value;
  }
  return result;
}
