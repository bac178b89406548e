import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import Stripe from "stripe";
import { afterAll } from "vitest";
import { startStandIn, type StandIn, type StandInOptions } from "@/lib/stripe-stand-in";

export const SECRET_KEY = "sk_test_standin0123456789";
export const WEBHOOK_SECRET = "whsec_0123456789abcdef";

const ended: (() => Promise<unknown>)[] = [];
afterAll(async () => {
  for (const end of ended) await end();
});

/** The official SDK, pointed at a stand-in and otherwise as it comes. */
export function sdkOf({ url }: { url: string }, key = SECRET_KEY): Stripe {
  const { hostname, port } = new URL(url);
  return new Stripe(key, { host: hostname, port, protocol: "http", telemetry: false, maxNetworkRetries: 0 });
}

export async function makeStandIn(options: Partial<StandInOptions> = {}): Promise<StandIn> {
  const standIn = await startStandIn({ secretKey: SECRET_KEY, webhookSecret: WEBHOOK_SECRET, ...options });
  ended.push(() => standIn.close());
  return standIn;
}

export interface Received {
  body: string;
  signature: string;
  event: Stripe.Event;
}

/** An endpoint for events, which answers with the statuses it is given and then with 200. */
export async function makeEndpoint(statuses: number[] = []) {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const body = Buffer.concat(chunks).toString();
      const signature = String(request.headers["stripe-signature"]);
      received.push({ body, signature, event: JSON.parse(body) as Stripe.Event });
      response.writeHead(statuses.shift() ?? 200).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  ended.push(() => new Promise((resolve) => server.close(resolve)));
  const types = () => received.map(({ event }) => event.type);
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/stripe`, received, types };
}

/** What a browser does with a page: reads it, or sends its form, and follows where it leads as far as this host goes. */
export async function visit(address: string, form?: Record<string, string>) {
  const response = await fetch(address, {
    method: form ? "POST" : "GET",
    body: form && new URLSearchParams(form),
    redirect: "manual",
  });
  const location = response.headers.get("location");
  const to = location && new URL(location, address).href;
  return { status: response.status, text: await response.text(), to };
}

export const card = (number: string) => ({ number, expiry: "12/34", cvc: "123", name: "Ada Buyer" });
