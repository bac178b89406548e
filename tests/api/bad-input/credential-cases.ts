import { expect, vi } from "vitest";
import { overrideEnv } from "@/lib/core/env";
import { log } from "@/lib/core/log";
import { db } from "@/lib/db";
import { createKey, listKeys } from "@/lib/keys";
import { makeKey, type ApiAnswer } from "../../support/call-api";
import { makeAccount } from "../../support/make-account";
import { GENERATIONS, type ApiCase, type InProcess } from "./in-process";

const CREDITS = "/api/v1/credits";
const unauthenticated = [401, "unauthenticated"] as const;
const challenged = ({ headers }: ApiAnswer) =>
  expect(headers.get("www-authenticate")).toBe('Bearer realm="PrintPal"');
const ask = (key?: string, headers?: Record<string, string>) => (place: InProcess) =>
  place.call("GET", CREDITS, { key, headers });

/** The secret of a new key, changed or bound as the row says. */
const keyWith =
  (data: Parameters<ReturnType<typeof db>["apiKey"]["update"]>[0]["data"]) =>
  async ({ account }: InProcess) => {
    const { key, secret } = await createKey(account.ctx, { name: "Refused" });
    await db().apiKey.update({ where: { id: key.id }, data });
    return secret;
  };
const sendMade = (place: InProcess, secret: string) => place.call("GET", CREDITS, { key: secret });

/** Whether the owner of a key has been warned, and how it was exposed. */
async function exposureOf({ account }: InProcess, secret: string): Promise<string | null> {
  const { data } = await listKeys(account.ctx);
  return data.find(({ masked }) => masked.endsWith(secret.slice(-4)))?.exposed_by ?? null;
}

/** The answer, and a check that nothing of what was logged meanwhile holds the secret. */
async function withoutLogging(secret: string, send: () => Promise<ApiAnswer>): Promise<ApiAnswer> {
  overrideEnv({ logLevel: "debug" });
  const written = vi.spyOn(process.stdout, "write").mockReturnValue(true);
  try {
    return await send();
  } finally {
    // An error sends on at once what else waits to be written.
    log.error("end");
    const lines = written.mock.calls.map(([text]) => String(text)).join("");
    written.mockRestore();
    overrideEnv({ logLevel: "silent" });
    expect(lines).toContain("key exposed");
    expect(lines).not.toContain(secret);
  }
}

const inAddress = (name: string, addressOf: (secret: string) => string): ApiCase => ({
  row: 5,
  name,
  answer: [400, "key_in_url"],
  prepare: async ({ account }) => makeKey(account.ctx, { name: "Careless" }),
  send: (place, secret) =>
    withoutLogging(secret, () => place.call("GET", addressOf(secret), { key: undefined })),
  async also({ text }, place, secret) {
    expect(text).not.toContain(secret);
    expect(await exposureOf(place, secret)).toBe("address");
  },
});

/** Rows 1 to 10, 17 and 20. Every call refuses a missing, mistyped or revoked key alike: tests/api/guards.test.ts. */
export const credentialCases: ApiCase[] = [
  { row: 1, name: "no key", answer: unauthenticated, send: ask(undefined), also: challenged },
  {
    row: 1,
    name: "another scheme",
    answer: unauthenticated,
    send: ask(undefined, { Authorization: "Basic YTpi" }),
    also: challenged,
  },
  {
    row: 2,
    name: "a key with a wrong checksum, without a query",
    answer: unauthenticated,
    async send(place) {
      const looks = [vi.spyOn(db().apiKey, "findUnique"), vi.spyOn(db(), "$queryRaw")];
      const answer = await sendMade(place, `pp_live_${"a".repeat(49)}`);
      expect(looks.map((look) => look.mock.calls.length)).toEqual([0, 0]);
      looks.forEach((look) => look.mockRestore());
      return answer;
    },
    also: challenged,
  },
  {
    row: 3,
    name: "an unknown key, word for word like none",
    answer: unauthenticated,
    async prepare({ account }) {
      const { key, secret } = await createKey(account.ctx, { name: "Unknown" });
      await db().apiKey.delete({ where: { id: key.id } });
      return secret;
    },
    send: sendMade,
    async also({ body }, place) {
      const none = await ask(undefined)(place);
      expect({ ...body, request_id: "" }).toEqual({ ...none.body, request_id: "" });
    },
  },
  {
    row: 4,
    name: "a revoked key",
    answer: unauthenticated,
    prepare: keyWith({ revokedAt: new Date() }),
    send: sendMade,
  },
  {
    row: 4,
    name: "an expired key",
    answer: unauthenticated,
    prepare: keyWith({ expiresAt: new Date(0) }),
    send: sendMade,
  },
  inAddress("a key in a query", (secret) => `${CREDITS}?api_key=${secret}`),
  inAddress("a key in a query under any name", (secret) => `${CREDITS}?page=${secret}`),
  inAddress("a key in the path", (secret) => `${GENERATIONS}/${secret}`),
  inAddress("a key in the path, encoded", (secret) => `${GENERATIONS}/${secret.replace("_", "%5F")}`),
  {
    row: 5,
    name: "what looks like a key, however short, and api_key by its name alone",
    answer: [400, "key_in_url"],
    send: (place) => place.call("GET", `${CREDITS}?x=pp%5Flive%5Fabc`),
    async also(_answer, place) {
      expect((await place.call("GET", `${CREDITS}?api_key=x`)).body.code).toBe("key_in_url");
    },
  },
  inAddress("a key in the path of a call that does not exist", (secret) => `/api/v1/credits/${secret}`),
  inAddress("a key in an address that names nothing", (secret) => `/api/v1/credit?token=${secret}`),
  inAddress("a key in the address of the published clients", (secret) => `/api/credits?api_key=${secret}`),
  {
    row: 6,
    name: "a key over HTTP, without a redirect, and its owner is warned",
    answer: [403, "insecure_transport"],
    prepare: async ({ account }) => makeKey(account.ctx, { name: "Plain" }),
    async send(place, key) {
      overrideEnv({ publicUrl: "https://portal.example" });
      const answer = await place.call("GET", CREDITS, { key, headers: { "X-Forwarded-Proto": "http" } });
      overrideEnv({ publicUrl: "http://localhost:3000" });
      return answer;
    },
    async also({ headers }, place, secret) {
      expect(headers.has("location")).toBe(false);
      expect(await exposureOf(place, secret)).toBe("plain_http");
    },
  },
  {
    row: 7,
    name: "two different keys",
    answer: [400, "conflicting_credentials"],
    send: (place) => place.call("GET", CREDITS, { headers: { "X-API-Key": place.testKey } }),
  },
  {
    row: 8,
    name: "a test key and a live id",
    answer: [404, "not_found"],
    prepare: (place) => place.make(),
    send: (place, id) => place.call("GET", `${GENERATIONS}/${id}`, { key: place.testKey }),
  },
  {
    row: 9,
    name: "a key without the scope",
    answer: [403, "insufficient_scope"],
    prepare: ({ account }) => makeKey(account.ctx, { scopes: ["read"] }),
    send: (place, key) => place.call("POST", GENERATIONS, { key, json: { prompt: "a cube" } }),
  },
  {
    row: 10,
    name: "another address than the key's, whatever X-Forwarded-For claims",
    answer: [403, "address_not_allowed"],
    prepare: ({ account }) => makeKey(account.ctx, { allowed_addresses: ["203.0.113.0/24"] }),
    // The last entry is the socket's own address, which the web entry puts behind the claims.
    send: (place, key) =>
      place.call("GET", CREDITS, { key, headers: { "X-Forwarded-For": "203.0.113.9, 198.51.100.1" } }),
  },
  {
    row: 17,
    name: "a method in a header",
    answer: [200],
    prepare: (place) => place.make(),
    send: (place, id) =>
      place.call("GET", `${GENERATIONS}/${id}?_method=DELETE`, {
        headers: { "X-HTTP-Method-Override": "DELETE" },
      }),
    also: async (_answer, _place, id) =>
      expect(await db().generation.findUniqueOrThrow({ where: { id } })).toMatchObject({ deletedAt: null }),
  },
  {
    row: 20,
    name: "a suspended organization",
    answer: [403, "account_suspended"],
    async prepare() {
      const { ctx, organizationId } = await makeAccount();
      const key = await makeKey(ctx);
      await db().organization.update({ where: { id: organizationId }, data: { suspendedAt: new Date() } });
      return key;
    },
    send: sendMade,
  },
];
