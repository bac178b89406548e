import { createHmac } from "node:crypto";
import type { Faults } from "./faults";
import { publicForm } from "./public-form";
import type { Delivery } from "./session-things";
import type { World } from "./world";

const SECOND = 1000;
const MINUTE = 60 * SECOND;
/** Stripe goes on for three days, ever more slowly; here the first tries come sooner, because somebody waits for them. */
export const retryDelaysMs: readonly number[] = [
  SECOND,
  5 * SECOND,
  30 * SECOND,
  2 * MINUTE,
  10 * MINUTE,
  60 * MINUTE,
  ...Array.from({ length: 9 }, () => 8 * 60 * MINUTE),
];
const TIMEOUT_MS = 10_000;
/** How long events of the wrong order wait for younger ones. */
const GATHER_MS = 200;

export interface Courier {
  /** Sends what is due, and again when something will be. */
  wake(): void;
  /** Resolves when nothing is under way or due; what waits for a later try is not waited for. */
  settled(): Promise<void>;
  stop(): void;
}

/** Sends recorded events to their endpoints, signed as Stripe signs them, until each is answered with 2xx. */
export function startCourier(world: World, faults: () => Faults, delaysMs = retryDelaysMs): Courier {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  let stopped = false;

  const waiting = (): Delivery[] => world.store.all("delivery").filter(({ due_at }) => due_at !== null);

  async function pump(): Promise<void> {
    for (let due = takeDue(); due.length > 0 && !stopped; due = takeDue())
      // One after the other keeps the order that Stripe does not promise but mostly has.
      for (const delivery of due) if (!stopped) await deliver(delivery);
    schedule();
  }

  function takeDue(): Delivery[] {
    const { delayMs, outOfOrder } = faults();
    const pauseMs = outOfOrder ? Math.max(delayMs, GATHER_MS) : delayMs;
    if (pauseMs > 0)
      for (const { id, due_at } of waiting()) if (due_at === 0) save(id, { due_at: Date.now() + pauseMs });
    const due = waiting().filter(({ due_at }) => (due_at ?? Infinity) <= Date.now());
    if (!outOfOrder) return due;
    // Those that came a moment later are waited for, to go first.
    const gathering = waiting().some(({ due_at, attempts }) => attempts === 0 && (due_at ?? 0) > Date.now());
    return gathering ? [] : due.reverse();
  }

  async function deliver({ id, event: eventId, endpoint: endpointId, attempts }: Delivery): Promise<void> {
    const endpoint = world.store.find("webhook_endpoint", endpointId);
    const event = world.store.find("event", eventId);
    const { lost, duplicates } = faults();
    if (!endpoint || !event || lost) return save(id, { due_at: null, last_status: lost ? 0 : null });
    const body = JSON.stringify(publicForm(event), null, 2);
    const copies = Array.from({ length: 1 + duplicates }, () => send(endpoint.url, body, endpoint._secret));
    const [status] = await Promise.all(copies);
    if (stopped) return;
    const arrived = status >= 200 && status < 300;
    const delay = delaysMs[attempts];
    save(id, {
      attempts: attempts + 1,
      last_status: status,
      due_at: arrived || delay === undefined ? null : Date.now() + delay,
    });
    if (arrived)
      world.store.transaction(() => {
        const { pending_webhooks } = world.store.get("event", eventId);
        world.store.update("event", eventId, { pending_webhooks: Math.max(0, pending_webhooks - 1) });
      });
  }

  const save = (id: string, patch: Partial<Delivery>): void =>
    world.store.transaction(() => void world.store.update("delivery", id, patch));

  function schedule(): void {
    clearTimeout(timer);
    const now = Date.now();
    const later = waiting().flatMap(({ due_at }) => (due_at !== null && due_at > now ? [due_at] : []));
    if (stopped || later.length === 0) return;
    timer = setTimeout(wake, Math.min(...later) - now);
    timer.unref();
  }

  function wake(): void {
    if (stopped || running) return;
    running = pump().finally(() => {
      running = undefined;
      // What was recorded in the last moment of the round.
      if (waiting().some(({ due_at }) => due_at === 0)) wake();
    });
  }

  return {
    wake,
    async settled() {
      wake();
      while (running) await running;
    },
    stop() {
      stopped = true;
      clearTimeout(timer);
    },
  };
}

/** The status of the answer, or 0 where none came. Redirects are not followed. */
async function send(url: string, body: string, secret: string): Promise<number> {
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: {
        "Content-Type": "application/json; charset=utf-8",
        "Stripe-Signature": sign(body, secret),
        "User-Agent": "Stripe/1.0 (stand-in)",
      },
      body,
      redirect: "manual",
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    await response.arrayBuffer();
    return response.status;
  } catch {
    return 0;
  }
}

/** By the machine's own clock: the receiver refuses what is older than five minutes. */
export function sign(body: string, secret: string, at = Math.floor(Date.now() / 1000)): string {
  return `t=${at},v1=${createHmac("sha256", secret).update(`${at}.${body}`).digest("hex")}`;
}
