import { beforeAll, describe, expect, it } from "vitest";
import { db, type Context } from "@/lib/db";
import { createGeneration } from "@/lib/generations";
import { GenerationSettings, type ProcessingWish } from "@/lib/generations/schema";
import { createKey, updateKey } from "@/lib/keys";
import { archiveProject, createProject, setProcessingPolicy, updateProject } from "@/lib/privacy";
import { createUpload } from "@/lib/uploads";
import { callApi, makeKey } from "../support/call-api";
import { freshDatabase } from "../support/database";
import { makeAccount, type TestAccount } from "../support/make-account";

let account: TestAccount;
beforeAll(async () => {
  await freshDatabase();
  account = await makeAccount({ credits: 500 });
});

/** As a key of the project would ask. */
const keyOf = (projectId: string | null): Context => ({
  ...account.ctx,
  actor: {
    kind: "key",
    keyId: "key_test",
    keyName: "test",
    test: false,
    scopes: ["generate", "keys"],
    projectId,
  },
});
const make = (ctx: Context, processing: ProcessingWish = {}, end_user_id?: string) =>
  createGeneration(ctx, {
    settings: GenerationSettings.parse({ prompt: "a cube", processing, end_user_id }),
  });
const rowOf = ({ id }: { id: string }) => db().generation.findUniqueOrThrow({ where: { id } });
const shop: ProcessingWish = { mode: "any", deny: ["acme"], retention: "zero" };

describe("row 10: projects", () => {
  it("row 10: hold what a key sends to the strictest of request, project and organization, and are remembered", async () => {
    const { id } = await createProject(account.ctx, { name: "Shop", processing: shop });
    const made = await rowOf(await make(keyOf(id), { training: "allow", deny: ["other"] }));
    expect([made.projectId, made.trainingEligible]).toEqual([id, true]);
    expect(made.processing).toEqual({
      ...{ mode: "any", allow: null, deny: ["acme", "other"], regions: [] },
      ...{ training: "allow", retention: "zero" },
    });
    await setProcessingPolicy(account.ctx, { mode: "own", deny: ["third"] });
    const stricter = await rowOf(await make(keyOf(id)));
    expect(stricter.processing).toMatchObject({ mode: "own", deny: ["acme", "third"], retention: "zero" });
    const beside = await rowOf(await make(keyOf(null)));
    expect([beside.projectId, beside.processing]).toMatchObject([
      null,
      { mode: "own", deny: ["third"], retention: "default" },
    ]);
    await updateProject(account.ctx, id, { processing: { allow: ["acme"] } });
    await expect(make(keyOf(id))).rejects.toMatchObject({ code: "no_eligible_processor" });
    await setProcessingPolicy(account.ctx, {});
  });

  it("row 10: let nothing of them improve a model where they say no, whatever organization and request say", async () => {
    const { id } = await createProject(account.ctx, { name: "Shop" });
    const eligible = async () => (await rowOf(await make(keyOf(id), { training: "allow" }))).trainingEligible;
    expect(await eligible()).toBe(true);
    for (const change of [
      { training_consent: "deny" },
      { training_consent: "allow", processing: { training: "deny" } },
    ] as const) {
      await updateProject(account.ctx, id, change);
      expect(await eligible()).toBe(false);
    }
    await updateProject(account.ctx, id, { training_consent: "allow", processing: {} });
    expect(await eligible()).toBe(true);
    // A project is not the organization: of our customer's own customers it cannot give what that has not.
    const ofAda = await rowOf(await make(keyOf(id), { training: "allow" }, "ada"));
    expect(ofAda.trainingEligible).toBe(false);
  });

  it("row 10: make nothing new once they are archived, at once, and again once they are restored", async () => {
    const { id } = await createProject(account.ctx, { name: "Shop" });
    const upload = () => createUpload(keyOf(id), { content_type: "image/png", bytes: 100 });
    await make(keyOf(id));
    await Promise.all([archiveProject(account.ctx, id), archiveProject(account.ctx, id)]);
    for (const act of [() => make(keyOf(id)), upload])
      await expect(act()).rejects.toMatchObject({
        code: "forbidden",
        message: expect.stringContaining("archived") as string,
      });
    await expect(createKey(account.ctx, { name: "Late", project_id: id })).rejects.toMatchObject({
      code: "conflict",
    });
    // Rules that cannot be read are not taken for none.
    for (const gone of ["prj_0000000000000000000000", (await makeForeign()).id])
      await expect(make(keyOf(gone))).rejects.toMatchObject({ code: "forbidden" });
    await updateProject(account.ctx, id, { archived: false });
    expect((await make(keyOf(id))).status).toBe("pending");
    expect((await upload()).status).toBe("waiting");
    const acts = await db().auditEvent.findMany({ where: { subjectId: id }, orderBy: { createdAt: "asc" } });
    const lines = acts.map(({ action, actorId, detail }) => [action, actorId, detail]);
    expect(lines).toEqual([
      ["project.create", account.userId, { processing: {}, training_consent: null }],
      ["project.archive", account.userId, {}],
      ["project.restore", account.userId, {}],
    ]);
  });

  it("row 15: hold what a person makes under one in the portal, and let nobody use another's", async () => {
    const { id } = await createProject(account.ctx, { name: "Shop", processing: shop });
    const within = (projectId: string): Context => ({
      ...account.ctx,
      actor: { kind: "user", userId: account.userId, sessionId: "ses_test", role: "owner", projectId },
    });
    const made = await make(within(id));
    expect([made.project_id, (await rowOf(made)).userId]).toEqual([id, account.userId]);
    const free = await make(account.ctx);
    expect(free.project_id).toBeNull();
    const kept = [made, free].map(({ processing }) => processing.retention);
    expect(kept).toEqual(["zero", "default"]);
    await archiveProject(account.ctx, id);
    for (const closed of [id, (await makeForeign()).id, "prj_0000000000000000000000"])
      await expect(make(within(closed))).rejects.toMatchObject({ code: "forbidden" });
  });

  it("row 10: are for owners and admins, and for keys that do not belong to one", async () => {
    const { id } = await createProject(account.ctx, { name: "Shop" });
    for (const ctx of [
      ...(["developer", "billing", "viewer", "auditor"] as const).map(account.as),
      keyOf(id),
    ])
      for (const act of [
        () => createProject(ctx, { name: "Mine" }),
        () => updateProject(ctx, id, { processing: {} }),
        () => archiveProject(ctx, id),
      ])
        await expect(act()).rejects.toMatchObject({ code: "forbidden" });
    expect((await createProject(account.as("admin"), { name: "Ours" })).name).toBe("Ours");
  });

  it("row 10: keep their keys: one cannot move itself, nor make another elsewhere", async () => {
    const { id } = await createProject(account.ctx, { name: "Shop" });
    const { key } = await createKey(account.ctx, {
      name: "In",
      scopes: ["generate", "keys"],
      project_id: id,
    });
    expect(key.project_id).toBe(id);
    const acting: Context = {
      ...keyOf(id),
      actor: { ...keyOf(id).actor, keyId: key.id } as Context["actor"],
    };
    expect((await createKey(acting, { name: "Same", scopes: ["generate"] })).key.project_id).toBe(id);
    const other = await createProject(account.ctx, { name: "Laxer" });
    for (const project_id of [null, other.id]) {
      await expect(updateKey(acting, key.id, { project_id })).rejects.toMatchObject({ code: "forbidden" });
      const wish = { name: "Out", scopes: ["generate" as const], project_id };
      await expect(createKey(acting, wish)).rejects.toMatchObject({ code: "forbidden" });
    }
    expect((await updateKey(account.ctx, key.id, { project_id: other.id })).project_id).toBe(other.id);
    expect((await updateKey(account.ctx, key.id, { project_id: null })).project_id).toBeNull();
    const moves = await db().auditEvent.findMany({
      where: { action: "key.assign", subjectId: key.id },
      orderBy: { createdAt: "asc" },
    });
    expect(moves.map(({ detail }) => detail)).toEqual([
      { project: id },
      { project: other.id },
      { project: null },
    ]);
  });

  it("row 10: are not there for another organization, whatever it does with the id", async () => {
    const { id } = await makeForeign();
    const { key } = await createKey(account.ctx, { name: "Mine" });
    for (const act of [
      () => createKey(account.ctx, { name: "Thief", project_id: id }),
      () => updateKey(account.ctx, key.id, { project_id: id }),
      () => updateProject(account.ctx, id, { name: "Mine" }),
      () => archiveProject(account.ctx, id),
    ])
      await expect(act()).rejects.toMatchObject({ code: "not_found" });
  });

  it("row 10: stop at a hundred that are not archived, also in parallel", async () => {
    const { ctx, organizationId } = await makeAccount({ credits: 0 });
    const rows = Array.from({ length: 99 }, (_, n) => ({
      id: `prj_many${n}`,
      organizationId,
      name: "Many",
      createdAt: new Date(),
    }));
    await db().project.createMany({ data: rows });
    const both = await Promise.allSettled([
      createProject(ctx, { name: "100" }),
      createProject(ctx, { name: "101" }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    await archiveProject(ctx, "prj_many0");
    await createProject(ctx, { name: "Again" });
    await expect(updateProject(ctx, "prj_many0", { archived: false })).rejects.toMatchObject({
      code: "conflict",
    });
  });

  it("row 10: are made, read, changed, archived and restored through the API, and narrow the list of generations", async () => {
    const key = await makeKey(account.ctx, { scopes: ["keys", "read"] });
    const json = { name: " Shop ", processing: shop, training_consent: "deny" };
    const made = await callApi("POST", "/api/v1/projects", {
      key,
      json,
      headers: { "Idempotency-Key": "one" },
    });
    const again = await callApi("POST", "/api/v1/projects", {
      key,
      json,
      headers: { "Idempotency-Key": "one" },
    });
    const { id } = made.body as { id: string };
    expect([made.status, again.body]).toEqual([200, made.body]);
    const shown = {
      id,
      object: "project",
      name: "Shop",
      processing: shop,
      training_consent: "deny",
      archived_at: null,
    };
    expect(made.body).toMatchObject(shown);
    const at = `/api/v1/projects/${id}`;
    expect((await callApi("GET", at, { key })).body).toEqual(made.body);
    const list = (await callApi<{ data: { id: string }[] }>("GET", "/api/v1/projects", { key })).body;
    expect(list.data[0].id).toBe(id);
    const changed = await callApi("PATCH", at, { key, json: { training_consent: null } });
    expect(changed.body).toMatchObject({ ...shown, training_consent: null });
    const archived = (await callApi("DELETE", at, { key })).body;
    expect(archived.archived_at).not.toBeNull();
    expect((await callApi("DELETE", at, { key })).body).toEqual(archived);
    expect((await callApi("PATCH", at, { key, json: { archived: false } })).body.archived_at).toBeNull();
    const { id: generation } = await make(keyOf(id));
    const of = await callApi<{ data: { id: string }[] }>("GET", `/api/v1/generations?project_id=${id}`, {
      key,
    });
    expect(of.body.data.map((one) => one.id)).toEqual([generation]);
    expect(of.body.data).toMatchObject([{ project_id: id }]);
    const foreign = (await makeForeign()).id;
    const none = await callApi("GET", `/api/v1/generations?project_id=${foreign}`, { key });
    expect(none.body.data).toEqual([]);
  });

  it("row 10: refuse bad input, a key that may not, and one that tests", async () => {
    const key = await makeKey(account.ctx, { scopes: ["keys"] });
    const { id } = await createProject(account.ctx, { name: "Shop" });
    const at = `/api/v1/projects/${id}`;
    for (const json of [
      {},
      { name: "" },
      { name: "a", processing: { mode: "all" } },
      { name: "a", training_consent: true },
      { name: "a", owner: 1 },
    ])
      expect((await callApi("POST", "/api/v1/projects", { key, json })).body.code).toBe("invalid_request");
    expect((await callApi("PATCH", at, { key, json: {} })).body.code).toBe("invalid_request");
    const foreign = (await makeForeign()).id;
    const missing = { key, json: { name: "a" } };
    for (const gone of [foreign, "prj_0000000000000000000000"])
      for (const method of ["GET", "PATCH", "DELETE"] as const)
        expect(
          (await callApi(method, `/api/v1/projects/${gone}`, method === "PATCH" ? missing : { key })).status,
        ).toBe(404);
    const json = { name: "a" };
    expect((await callApi("POST", "/api/v1/projects", { json })).status).toBe(401);
    const other = await makeKey(account.ctx, { scopes: ["generate"] });
    expect((await callApi("POST", "/api/v1/projects", { key: other, json })).body.code).toBe(
      "insufficient_scope",
    );
    const test = await makeKey(account.ctx, { scopes: ["keys"], test: true });
    expect((await callApi("POST", "/api/v1/projects", { key: test, json })).body.code).toBe("forbidden");
    expect((await callApi("GET", at, { key: test })).status).toBe(200);
  });

  it("row 10: hold a real key's calls, from the table and not from what the key was when it was read", async () => {
    const { id } = await createProject(account.ctx, { name: "Shop" });
    const key = await makeKey(account.ctx, { scopes: ["generate", "read"], project_id: id });
    const json = { prompt: "a cube", processing: { training: "allow" } };
    const first = await callApi("POST", "/api/v1/generations", { key, json });
    await updateProject(account.ctx, id, { training_consent: "deny" });
    const second = await callApi("POST", "/api/v1/generations", { key, json });
    const rows = [first, second].map(({ body }) => rowOf(body as { id: string }));
    expect(
      (await Promise.all(rows)).map(({ projectId, trainingEligible }) => [projectId, trainingEligible]),
    ).toEqual([
      [id, true],
      [id, false],
    ]);
    expect([first.body.project_id, second.body.project_id]).toEqual([id, id]);
    const free = await callApi("POST", "/api/v1/generations", { key: await makeKey(account.ctx), json });
    expect([free.status, free.body.project_id]).toEqual([202, null]);
    const toldOf = async ({ body }: { body: Record<string, unknown> }) =>
      (await db().event.findFirstOrThrow({ where: { subjectId: String(body.id) } })).data;
    expect([await toldOf(first), await toldOf(free)]).toMatchObject([
      { project_id: id },
      { project_id: null },
    ]);
    await archiveProject(account.ctx, id);
    const refused = await callApi("POST", "/api/v1/generations", { key, json });
    expect([refused.status, refused.body.code]).toEqual([403, "forbidden"]);
    expect(
      (await callApi("GET", `/api/v1/generations/${(first.body as { id: string }).id}`, { key })).status,
    ).toBe(200);
  });
});

async function makeForeign(): Promise<{ id: string }> {
  return createProject((await makeAccount({ credits: 0 })).ctx, { name: "Theirs" });
}
