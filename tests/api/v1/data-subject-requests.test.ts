import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { resetLimits } from "@/lib/api/rate-limit";
import { scopes } from "@/lib/core/actor";
import { db } from "@/lib/db";
import { hasJob } from "@/lib/jobs";
import { createRequest } from "@/lib/privacy";
import type { DataSubjectRequest, DataSubjectRequestPage } from "@/lib/privacy/schema";
import { callApi, makeKey, type ApiRequest } from "../../support/call-api";
import { freshDatabase } from "../../support/database";
import { makeAccount, type TestAccount } from "../../support/make-account";

/** Requests of end users over the API: taken, listed, cancelled, refused. What they bring about: tests/privacy. */

const PATH = "/api/v1/data-subject-requests";
const UUID = "5f0c2f1e-9a43-4d0c-8a55-1c0f9d0e7b21";
let account: TestAccount;
let key: string;
beforeAll(async () => {
  await freshDatabase();
});
beforeEach(async () => {
  resetLimits();
  account = await makeAccount();
  key = await makeKey(account.ctx, { scopes: [...scopes] });
});

const send = (json: object, more: ApiRequest = {}) =>
  callApi<DataSubjectRequest>("POST", PATH, { key, json, ...more });
const rows = () => db().dataSubjectRequest.findMany({ where: { organizationId: account.organizationId } });
const wish = { type: "erasure", end_user_id: "c-1" };

describe("works", () => {
  it("takes one, under the caller's id, with the moment it is due", async () => {
    const { status, body } = await send({ ...wish, subject_request_id: UUID.toUpperCase() });
    expect([status, body]).toMatchObject([
      201,
      {
        id: UUID,
        object: "data_subject_request",
        type: "erasure",
        end_user_id: "c-1",
        status: "pending",
        completed_time: null,
        items: 0,
        exports: [],
        callback_url: null,
      },
    ]);
    const days = (Date.parse(body.expected_completion_time) - Date.parse(body.received_time)) / 86_400_000;
    expect(days).toBeLessThanOrEqual(30);
    const [row] = await rows();
    expect(await hasJob(`privacy.request:${row.id}`)).toBe(true);
    expect(Buffer.from(row.endUserSealed ?? []).includes("c-1")).toBe(false);
    expect((await callApi("GET", `${PATH}/${UUID}`, { key })).body).toEqual(body);
  });

  it("makes an id where none was sent", async () => {
    const { body } = await send(wish);
    expect(body.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  it("is one request however often its id is sent, one after the other or at once", async () => {
    const twice = { ...wish, subject_request_id: UUID };
    const first = await send(twice);
    const again = await Promise.all(Array.from({ length: 5 }, () => send(twice)));
    for (const { status, body } of again) expect([status, body]).toEqual([201, first.body]);
    expect(await rows()).toHaveLength(1);
    const other = await makeAccount();
    const theirs = await createRequest(other.ctx, { ...wish, type: "erasure", subject_request_id: UUID });
    expect([theirs.id, await rows()]).toMatchObject([UUID, { length: 1 }]);
  });

  it("is one request under an Idempotency-Key as well", async () => {
    const headers = { "Idempotency-Key": "one" };
    const [first, second] = [await send(wish, { headers }), await send(wish, { headers })];
    expect([second.body.id, second.headers.get("idempotent-replayed")]).toEqual([first.body.id, "true"]);
    expect(await rows()).toHaveLength(1);
  });

  it("lists them, newest first, by person and status", async () => {
    const ids: string[] = [];
    for (const user of ["c-1", "c-2", "c-1"])
      ids.unshift((await send({ type: "access", end_user_id: user })).body.id);
    await callApi("DELETE", `${PATH}/${ids[0]}`, { key });
    const list = async (query: string) => {
      const { body } = await callApi<DataSubjectRequestPage>("GET", `${PATH}?${query}`, { key });
      return [body.data.map(({ id }) => id), body.has_more];
    };
    expect(await list("limit=2")).toEqual([ids.slice(0, 2), true]);
    expect(await list(`after=${ids[1]}`)).toEqual([[ids[2]], false]);
    expect(await list("end_user_id=c-1")).toEqual([[ids[0], ids[2]], false]);
    expect(await list("status=cancelled")).toEqual([[ids[0]], false]);
  });

  it("cancels one that has not begun, also twice", async () => {
    const { body } = await send({ ...wish, undo_hours: 72 });
    expect(Date.parse(body.starts_at) - Date.parse(body.received_time)).toBe(72 * 3_600_000);
    for (let time = 0; time < 2; time++) {
      const cancelled = await callApi("DELETE", `${PATH}/${body.id}`, { key });
      expect([cancelled.status, cancelled.body.status]).toEqual([200, "cancelled"]);
    }
    const where = { organizationId: account.organizationId, action: "data_subject_request.cancel" };
    expect(await db().auditEvent.count({ where })).toBe(1);
  });
});

describe("refuses", () => {
  it.each([
    [{ end_user_id: "c-1" }, "type"],
    [{ type: "erasure" }, "end_user_id"],
    [{ ...wish, type: "rectification" }, "type"],
    [{ ...wish, end_user_id: "a b" }, "end_user_id"],
    [{ ...wish, end_user_id: "*" }, "end_user_id"],
    [{ ...wish, subject_request_id: "1" }, "subject_request_id"],
    [{ ...wish, subject_request_id: "5f0c2f1e-9a43-1d0c-8a55-1c0f9d0e7b21" }, "subject_request_id"],
    [{ ...wish, undo_hours: 73 }, "undo_hours"],
    [{ ...wish, type: "access", undo_hours: 1 }, "undo_hours"],
    [{ ...wish, callback_url: "ftp://shop.example" }, "callback_url"],
    [{ ...wish, organization_id: "org_1" }, "organization_id"],
  ])("%j", async (json, param) => {
    const { status, body } = await callApi("POST", PATH, { key, json });
    expect([status, body.code, body.param]).toEqual([400, "invalid_request", param]);
    expect(await rows()).toEqual([]);
  });

  it.each(["http://127.0.0.1/", "https://[::1]/", "https://169.254.169.254/latest", "http://8.8.8.8/"])(
    "to call back %s",
    async (callback_url) => {
      const { status, body } = await callApi("POST", PATH, { key, json: { ...wish, callback_url } });
      expect([status, body.code, body.param]).toEqual([400, "address_refused", "callback_url"]);
    },
  );

  it("an id that belongs to another request of the same organization", async () => {
    await send({ ...wish, subject_request_id: UUID });
    for (const other of [
      { ...wish, type: "access" },
      { ...wish, end_user_id: "c-2" },
    ]) {
      const { status, body } = await callApi("POST", PATH, {
        key,
        json: { ...other, subject_request_id: UUID },
      });
      expect([status, body.code]).toEqual([409, "conflict"]);
    }
  });

  it("to show a live request to a test key, and the other way round", async () => {
    const test = await makeKey(account.ctx, { scopes: [...scopes], test: true });
    const live = await send({ ...wish, subject_request_id: UUID });
    expect((await callApi("GET", `${PATH}/${live.body.id}`, { key: test })).status).toBe(404);
    const same = await send({ ...wish, subject_request_id: UUID }, { key: test });
    expect(same.status).toBe(201);
    expect(await rows()).toHaveLength(2);
  });

  it("a person who may not decide, and an after that is not in the list", async () => {
    const asDeveloper = createRequest(account.as("developer"), { type: "access", end_user_id: "c-1" });
    await expect(asDeveloper).rejects.toMatchObject({ code: "forbidden" });
    const { status, body } = await callApi("GET", `${PATH}?after=${UUID}`, { key });
    expect([status, body.code]).toEqual([400, "invalid_request"]);
  });
});
