import { randomBytes, randomInt } from "node:crypto";
import type { Kind, Kinds } from "./kinds";
import type { Event } from "./session-things";
import { publicForm } from "./public-form";
import { Store } from "./store";
import type { Thing } from "./thing";

/** The version of Stripe's API whose shapes the stand-in writes: the one that the installed SDK is pinned to. */
export const API_VERSION = "2026-10-28.endive";

/** What all calls share: the objects, the time, the events that go out, and where the stand-in's pages are. */
export class World {
  /** Set once the server listens. */
  baseUrl = "";
  /** The call that is being answered: events name it. */
  request: { id: string | null; idempotency_key: string | null } = { id: null, idempotency_key: null };

  constructor(readonly store: Store) {}

  /** Seconds since 1970 by a test clock, or by the stand-in's own, which may be ahead of the machine's. */
  now(testClock?: string | null): number {
    const clock = this.store.find("test_helpers.test_clock", testClock);
    return clock?.frozen_time ?? Math.floor(Date.now() / 1000) + this.ahead;
  }

  /** By the clock of a customer. */
  nowOf = (customer: string | null | undefined): number =>
    this.now(this.store.find("customer", customer)?.test_clock);

  get ahead(): number {
    return this.store.find("clock_setting", "clock")?.ahead ?? 0;
  }

  /** Sets the clock that `testClock` names, or the stand-in's own, to `time`. */
  setClock(testClock: string | null, time: number): void {
    if (testClock) this.store.update("test_helpers.test_clock", testClock, { frozen_time: time });
    else
      this.store.put("clock_setting", {
        id: "clock",
        object: "clock_setting",
        ahead: time - Math.floor(Date.now() / 1000),
      });
  }

  /** Records an event and one delivery for each endpoint that listens to it. `before` holds what an update replaced. */
  emit(type: string, thing: Thing, before?: Record<string, unknown>): void {
    const listeners = this.store
      .all("webhook_endpoint")
      .filter(
        ({ status, enabled_events }) =>
          status === "enabled" && (enabled_events.includes("*") || enabled_events.includes(type)),
      );
    const event: Event = {
      id: newId("evt"),
      object: "event",
      api_version: API_VERSION,
      created: this.timeOf(thing),
      data: {
        object: structuredClone(publicForm(thing)) as Thing,
        ...(before && { previous_attributes: publicForm(before) as Record<string, unknown> }),
      },
      livemode: false,
      pending_webhooks: listeners.length,
      request: { ...this.request },
      type,
    };
    this.store.put("event", event);
    for (const endpoint of listeners)
      this.store.put("delivery", {
        id: newId("dlv"),
        object: "delivery",
        event: event.id,
        endpoint: endpoint.id,
        attempts: 0,
        due_at: 0,
        last_status: null,
      });
  }

  /** Patches an object and says so in an event, with what it replaced. */
  change<K extends Kind>(kind: K, id: string, patch: Partial<Kinds[K]>, type: string): Kinds[K] {
    const before: Thing = this.store.get(kind, id);
    const after = this.store.update(kind, id, patch);
    const replaced = Object.fromEntries(
      Object.keys(patch)
        .filter((key) => JSON.stringify(before[key]) !== JSON.stringify((after as Thing)[key]))
        .map((key) => [key, before[key] ?? null]),
    );
    this.emit(type, after, replaced);
    return after;
  }

  private timeOf(thing: Thing): number {
    if (typeof thing.test_clock === "string") return this.now(thing.test_clock);
    return this.nowOf(typeof thing.customer === "string" ? thing.customer : null);
  }
}

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/** Such as `cus_` and fourteen letters; longer where the id opens a page. */
export function newId(prefix: string, length = 16): string {
  return `${prefix}_${Array.from({ length }, () => LETTERS[randomInt(LETTERS.length)]).join("")}`;
}

export const newSecret = (): string => randomBytes(24).toString("hex");
