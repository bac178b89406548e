import { readdir } from "node:fs/promises";
import path from "node:path";
import { resetLimits } from "@/lib/api/rate-limit";
import { scopes } from "@/lib/core/actor";
import { env } from "@/lib/core/env";
import { getBalance } from "@/lib/credits";
import { db } from "@/lib/db";
import { callApi, makeKey, type ApiAnswer, type ApiRequest } from "../../support/call-api";
import { freshDatabase } from "../../support/database";
import { makeAccount, type TestAccount } from "../../support/make-account";
import { vasePhoto } from "../../support/vase-photo";
import type { BadCase, Place } from "./bad-case";

/** The route handlers in this process, on a database of the file's own. */
export interface InProcess extends Place {
  account: TestAccount;
  other: TestAccount;
  key: string;
  testKey: string;
  /** A picture that is taken. */
  photo: Uint8Array;
  /** With the account's key unless told otherwise. */
  call(method: string, address: string, request?: ApiRequest): Promise<ApiAnswer>;
  /** The id of a new generation. */
  make(prompt?: string, key?: string): Promise<string>;
}

export type ApiCase = BadCase<InProcess>;

export async function openInProcess(): Promise<InProcess> {
  await freshDatabase();
  const account = await makeAccount({ credits: 1000 });
  const key = await makeKey(account.ctx, { scopes: [...scopes] });
  const call: InProcess["call"] = (method, address, request) => callApi(method, address, { key, ...request });
  return {
    account,
    other: await makeAccount({ credits: 100 }),
    key,
    testKey: await makeKey(account.ctx, { scopes: [...scopes], test: true }),
    photo: await vasePhoto(96),
    call,
    async make(prompt = "a cube", by = key) {
      return (await call("POST", GENERATIONS, { key: by, json: { prompt } })).body.id as unknown as string;
    },
    reset: resetLimits,
    async footprint() {
      const jobs = await db().$queryRaw`SELECT COUNT(*)::int AS count FROM graphile_worker.jobs`;
      const objects = await readdir(path.join(env().dataDir, "objects"), { recursive: true }).catch(() => []);
      const counts = [
        await db().generation.count(),
        await db().print.count(),
        await db().ledgerEntry.count(),
      ];
      return { jobs, objects: objects.length, counts, balance: await getBalance(account.organizationId) };
    },
  };
}

export const GENERATIONS = "/api/v1/generations";

/** A submission as JSON text, exactly as written. */
export const postText = (place: InProcess, body: BodyInit, headers: Record<string, string> = {}) =>
  place.call("POST", GENERATIONS, { body, headers: { "Content-Type": "application/json", ...headers } });

export const postJson = (place: InProcess, json: unknown, headers: Record<string, string> = {}) =>
  place.call("POST", GENERATIONS, { json, headers });
