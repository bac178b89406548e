import { expect } from "vitest";
import { keyLimit } from "@/lib/api/rate-limit";
import { clock } from "@/lib/core/clock";
import { newId } from "@/lib/core/ids";
import { db } from "@/lib/db";
import { verifyKey } from "@/lib/keys";
import { makeKey } from "../../support/call-api";
import { finishGeneration } from "../../support/finish-generation";
import { GENERATIONS, postJson, type ApiCase, type InProcess } from "./in-process";

const once = (place: InProcess, key: string, prompt = "a cube", by = place.key) =>
  place.call("POST", GENERATIONS, { key: by, json: { prompt }, headers: { "Idempotency-Key": key } });
/** Uses a new Idempotency-Key for a cube. */
const used = async (place: InProcess): Promise<string> => {
  const key = newId("request");
  await once(place, key);
  return key;
};

const finished = async (place: InProcess): Promise<string> => {
  const id = await place.make();
  await finishGeneration(id, "stl", "stl", "solid");
  return id;
};
const signed = async (place: InProcess): Promise<string> => {
  const { body } = await place.call("GET", `${GENERATIONS}/${await finished(place)}`);
  return (body as unknown as { files: { url: string }[] }).files[0].url;
};
const altered = (name: string, alter: (url: string) => string): ApiCase => ({
  row: 79,
  name: `a signed address ${name}`,
  answer: [403, "link_expired"],
  prepare: signed,
  send: (place, url) => place.call("GET", alter(url), { key: undefined }),
});

/** Rows 68 to 80. */
export const stateCases: ApiCase[] = [
  ...["", "ü", "a\tb", "a".repeat(256)].map((key): ApiCase => ({
    row: 68,
    name: `${JSON.stringify(key).slice(0, 20)} as an Idempotency-Key`,
    answer: [400, "invalid_request", "Idempotency-Key"],
    send: (place) => once(place, key),
  })),
  {
    row: 69,
    name: "the same call under the same key, answered alike and made once",
    answer: [202],
    async prepare(place) {
      const key = newId("request");
      return `${key} ${(await once(place, key)).text}`;
    },
    send: (place, made) => once(place, made.split(" ")[0]),
    async also({ text, headers }, _place, made) {
      expect(text).toBe(made.slice(made.indexOf(" ") + 1));
      expect(headers.get("idempotent-replayed")).toBe("true");
    },
  },
  {
    row: 70,
    name: "the same call while the first is in flight",
    answer: [409, "idempotency_in_flight"],
    async prepare(place) {
      const key = await used(place);
      const { organizationId } = place.account;
      const open = {
        status: null,
        answer: null,
        contentType: null,
        lockedUntil: new Date(Date.now() + 60_000),
      };
      await db().idempotentCall.updateMany({ where: { organizationId }, data: open });
      return key;
    },
    send: once,
  },
  {
    row: 71,
    name: "another body under the same key",
    answer: [422, "idempotency_mismatch", "Idempotency-Key"],
    prepare: used,
    send: (place, key) => once(place, key, "a cone"),
  },
  {
    row: 72,
    name: "the same key of another organization",
    answer: [202],
    prepare: used,
    send: async (place, key) => once(place, key, "a cone", await makeKey(place.other.ctx)),
    also: ({ headers }) => expect(headers.has("idempotent-replayed")).toBe(false),
  },
  {
    row: 73,
    name: "a call over the limit, whose headers agree",
    answer: [429, "rate_limited"],
    async prepare(place) {
      const atMs = Date.now();
      const spent = { tokens: 0, atMs, allowed: true, forgetMs: atMs + 60_000 };
      const id = `${keyLimit.name}:${(await verifyKey(place.key))?.id}`;
      await db().rateLimit.create({ data: { id, ...spent } });
      return "";
    },
    send: (place) => postJson(place, { prompt: "a cube" }),
    also({ headers, body }) {
      expect(headers.get("retry-after")).toBe(String(body.retry_after));
      expect(headers.get("ratelimit")).toMatch(/^"minute";r=0;t=\d+, /);
      expect(headers.get("ratelimit-policy")).toContain('"minute";q=50;w=60');
    },
  },
  {
    // 400 where the catalogue has 409: what the published clients read.
    row: 76,
    name: "a download before the model is there",
    answer: [400, "download_not_ready"],
    prepare: (place) => place.make(),
    send: (place, id) => place.call("GET", `${GENERATIONS}/${id}/files/stl`),
  },
  {
    row: 77,
    name: "a deleted generation",
    answer: [404, "not_found"],
    async prepare(place) {
      const id = await place.make();
      await place.call("DELETE", `${GENERATIONS}/${id}`);
      return id;
    },
    send: (place, id) => place.call("GET", `${GENERATIONS}/${id}`),
  },
  {
    row: 77,
    name: "one that was not to be kept so long",
    answer: [410, "gone"],
    async prepare(place) {
      const { body } = await postJson(place, { prompt: "a cube", delete_after: 60 });
      return body.id as unknown as string;
    },
    async send(place, id) {
      const realNow = clock.now;
      clock.now = () => new Date(Date.now() + 61_000);
      return place.call("GET", `${GENERATIONS}/${id}`).finally(() => (clock.now = realNow));
    },
  },
  {
    row: 78,
    name: "to cancel what has finished",
    answer: [409, "already_finished"],
    prepare: finished,
    send: (place, id) => place.call("POST", `${GENERATIONS}/${id}/cancel`),
  },
  {
    row: 78,
    name: "to cancel twice",
    answer: [200],
    async prepare(place) {
      const id = await place.make();
      await place.call("POST", `${GENERATIONS}/${id}/cancel`);
      return id;
    },
    send: (place, id) => place.call("POST", `${GENERATIONS}/${id}/cancel`),
    also: async (_answer, _place, id) => {
      const entries = await db().ledgerEntry.findMany({ where: { generationId: id } });
      expect(entries.reduce((sum, { amount }) => sum + amount, 0)).toBe(0);
      expect(entries).toHaveLength(2);
    },
  },
  altered("of another file", (url) => url.replace("/stl?", "/preview?")),
  altered("with a later end", (url) => url.replace(/expires=\d/, "expires=9")),
  altered("with another signature", (url) => `${url.slice(0, -2)}zz`),
  altered("without a signature", (url) => url.replace(/signature=.*/, "signature=")),
  {
    ...altered("that has run out", (url) => url),
    async send(place, url) {
      const realNow = clock.now;
      clock.now = () => new Date(Date.now() + 3_601_000);
      return place.call("GET", url, { key: undefined }).finally(() => (clock.now = realNow));
    },
  },
  {
    row: 80,
    name: "a wish that nobody in the register meets",
    answer: [400, "no_eligible_processor", "processing"],
    send: (place) => postJson(place, { prompt: "a cube", processing: { region: "EU" } }),
  },
];
