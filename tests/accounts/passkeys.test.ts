import { afterEach, beforeAll, describe, expect, it } from "vitest";
import {
  addPasskey,
  AddPasskey,
  beginPasskey,
  beginPasskeySignIn,
  checkPasskey,
  findSession,
  listPasskeys,
  PasskeyProof,
  removePasskey,
  startSession,
} from "@/lib/accounts";
import { accountRetention } from "@/lib/accounts/jobs";
import { authOptions } from "@/lib/api/auth-options";
import { clock } from "@/lib/core/clock";
import { nobodySpared } from "@/lib/core/retention";
import { db } from "@/lib/db";
import { freshDatabase } from "../support/database";
import { makeAccount, type TestAccount } from "../support/make-account";
import { makePasskeyDevice, type PasskeyDevice, type Said } from "../support/passkey-device";

let account: TestAccount;
let device: PasskeyDevice;
beforeAll(async () => {
  await freshDatabase();
  account = await makeAccount({ credits: 0 });
  device = await deviceOf(account);
});
const realNow = clock.now;
afterEach(() => {
  clock.now = realNow;
});
const later = (minutes: number) => {
  clock.now = () => new Date(realNow().getTime() + minutes * 60_000);
};

async function add({ ctx }: TestAccount, made: PasskeyDevice, said?: Said, name = "Phone") {
  const { challenge } = await beginPasskey(ctx);
  return addPasskey(ctx, AddPasskey.parse({ name, response: made.register(challenge, said) }));
}
/** A device with a passkey of the account's. */
async function deviceOf(of: TestAccount, counts = true): Promise<PasskeyDevice> {
  const made = makePasskeyDevice(counts);
  await add(of, made);
  return made;
}
let place = 0;
const ask = async () => (await beginPasskeySignIn(`203.0.113.${++place % 250}`)).challenge;
const check = (proof: object) => checkPasskey(PasskeyProof.parse(proof));
const enter = async (by = device, said?: Said) => check(by.sign(await ask(), said));

describe("a passkey", () => {
  it("is added once for each device, is listed, and is told of in the audit log", async () => {
    const own = await makeAccount({ credits: 0 });
    const made = makePasskeyDevice();
    const { id } = await add(own, made, {}, "Ada's phone");
    expect(await listPasskeys(own.ctx)).toEqual([
      { id, name: "Ada's phone", created_at: expect.any(String) as string, last_used_at: null },
    ]);
    await expect(add(own, made)).rejects.toMatchObject({ code: "conflict" });
    const options = await beginPasskey(own.ctx);
    expect(options.excludeCredentials?.map((one) => one.id)).toEqual([made.credentialId]);
    expect(options).toMatchObject({
      rp: { id: "localhost" },
      attestation: "none",
      authenticatorSelection: { residentKey: "required", userVerification: "required" },
    });
    const audit = await db().auditEvent.findMany({ where: { subjectId: id } });
    expect(audit.map(({ action, organizationId }) => [action, organizationId])).toEqual([
      ["passkey.add", own.organizationId],
    ]);
  });

  it("is refused for another site, without a look at who holds the device, for another's question, late, and twice", async () => {
    const own = await makeAccount({ credits: 0 });
    const refused = { code: "invalid_request", details: { param: "response" } };
    for (const said of [
      { origin: "https://evil.example" },
      { rpId: "evil.example" },
      { verified: false },
      { type: "webauthn.get" },
    ])
      await expect(add(own, makePasskeyDevice(), said)).rejects.toMatchObject(refused);
    const other = await makeAccount({ credits: 0 });
    const send = (challenge: string) =>
      addPasskey(
        own.ctx,
        AddPasskey.parse({ name: "Phone", response: makePasskeyDevice().register(challenge) }),
      );
    await expect(send((await beginPasskey(other.ctx)).challenge)).rejects.toMatchObject(refused);
    await expect(send(await ask())).rejects.toMatchObject(refused);
    const { challenge } = await beginPasskey(own.ctx);
    later(5);
    await expect(send(challenge)).rejects.toMatchObject(refused);
    clock.now = realNow;
    const both = await Promise.allSettled([send(challenge), send(challenge)]);
    expect(both.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await db().passkey.count({ where: { userId: own.userId } })).toBe(1);
  });

  it("is one of ten at the most, is for people alone, and is removed by its person alone", async () => {
    const own = await makeAccount({ credits: 0 });
    for (let count = 0; count < 10; count++) await deviceOf(own);
    await expect(beginPasskey(own.ctx)).rejects.toMatchObject({ code: "conflict" });
    await expect(beginPasskey(own.asKey())).rejects.toMatchObject({ code: "forbidden" });
    expect(await listPasskeys(own.asKey())).toEqual([]);
    const [{ id }] = await listPasskeys(own.ctx);
    for (const stranger of [account.ctx, own.asKey()])
      await expect(removePasskey(stranger, { id })).rejects.toMatchObject({ code: "not_found" });
    await removePasskey(own.ctx, { id });
    expect(await listPasskeys(own.ctx)).toHaveLength(9);
    await expect(removePasskey(own.ctx, { id })).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("signing in", () => {
  it("knows the person by the device alone, and asks it for nobody in particular", async () => {
    const options = await beginPasskeySignIn("203.0.113.251");
    expect([options.allowCredentials ?? [], options.userVerification]).toEqual([[], "required"]);
    expect(await check(device.sign(options.challenge))).toMatchObject({ id: account.userId });
    expect(await enter(device, { userHandle: account.userId })).toMatchObject({ id: account.userId });
    expect((await listPasskeys(account.ctx))[0].last_used_at).not.toBeNull();
  });

  it("takes each answer once, also of many at once, and none after five minutes", async () => {
    const proof = device.sign(await ask());
    const answers = await Promise.all([1, 2, 3].map(() => check(proof)));
    expect(answers.filter(Boolean)).toHaveLength(1);
    expect(await check(proof)).toBeNull();
    const late = device.sign(await ask());
    later(5);
    expect(await check(late)).toBeNull();
  });

  it.each<[string, Said]>([
    ["another site's page", { origin: "https://evil.example" }],
    ["another site's key", { rpId: "evil.example" }],
    ["nobody in sight of the device", { verified: false }],
    ["another question", { type: "webauthn.create" }],
    ["another person", { userHandle: "usr_0000000000000000000000" }],
  ])("refuses what was signed for %s", async (_name, said) => {
    expect(await enter(device, said)).toBeNull();
  });

  it("refuses another device's signature, a changed one, a device that is not known, and what was made up", async () => {
    const other = makePasskeyDevice();
    const { id, rawId } = device.sign(await ask());
    expect(await check({ ...other.sign(await ask()), id, rawId })).toBeNull();
    const changed = device.sign(await ask());
    changed.response.signature = `${changed.response.signature.slice(0, -6)}AAAAAA`;
    expect(await check(changed)).toBeNull();
    expect(await enter(other)).toBeNull();
    expect(await check(device.sign("bWFkZSB1cA"))).toBeNull();
    expect(PasskeyProof.safeParse({ ...changed, id: "a b" }).success).toBe(false);
  });

  it("refuses a copy of a device, which counts behind it, and takes one that does not count at all", async () => {
    const own = await makeAccount({ credits: 0 });
    const [counting, silent] = [await deviceOf(own), await deviceOf(own, false)];
    expect(await enter(counting)).toMatchObject({ id: own.userId });
    expect(await enter(counting)).toMatchObject({ id: own.userId });
    counting.counter = 1;
    expect(await enter(counting)).toBeNull();
    expect(await enter(counting)).toMatchObject({ id: own.userId });
    for (let time = 0; time < 2; time++) expect(await enter(silent)).toMatchObject({ id: own.userId });
  });

  it("ends with the passkey, and with the account", async () => {
    const own = await makeAccount({ credits: 0 });
    const made = await deviceOf(own);
    await db().user.update({ where: { id: own.userId }, data: { closedAt: new Date() } });
    expect(await enter(made)).toBeNull();
    await db().user.update({ where: { id: own.userId }, data: { closedAt: null } });
    const [{ id }] = await listPasskeys(own.ctx);
    await removePasskey(own.ctx, { id });
    expect(await enter(made)).toBeNull();
  });

  it("asks to wait after twenty a minute from one place", async () => {
    const from = "198.51.100.7";
    for (let time = 0; time < 20; time++) await beginPasskeySignIn(from);
    await expect(beginPasskeySignIn(from)).rejects.toMatchObject({ code: "too_many_attempts" });
  });

  it("asks for no code where there is a second factor, and is one where an organization demands it", async () => {
    const own = await makeAccount({ credits: 0 });
    const made = await deviceOf(own);
    const where = { id: own.organizationId };
    await db().organization.update({ where, data: { secondFactorDemanded: true } });
    type Authorize = (given: object, request: { headers: object }) => Promise<{ sessionId: string } | null>;
    const providers = authOptions().providers as unknown as {
      options: { id?: string; authorize: Authorize };
    }[];
    const { authorize } = providers.find(({ options }) => options.id === "passkey")!.options;
    const entered = await authorize(
      { proof: JSON.stringify(made.sign(await ask())) },
      { headers: { "user-agent": "Firefox" } },
    );
    expect(await findSession(entered!.sessionId)).toMatchObject({
      user: { id: own.userId },
      lacksSecondFactor: false,
    });
    const { id } = await startSession({ userId: own.userId, device: "Firefox on Linux" });
    expect(await findSession(id)).toMatchObject({ lacksSecondFactor: true });
    for (const proof of [undefined, "", "{", "{}", "[1]"])
      expect(await authorize({ proof }, { headers: {} })).toBeNull();
  });

  it("leaves no question behind after an hour", async () => {
    await ask();
    const rule = accountRetention.find(({ id }) => id === "passkey_challenges")!;
    later(6);
    await rule.sweep(1000, nobodySpared);
    expect(await db().passkeyChallenge.count()).toBe(0);
  });
});
