import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { emailOwners } from "@/lib/accounts";
import { accountJobs } from "@/lib/accounts/jobs";
import { overrideEnv } from "@/lib/core/env";
import { newId } from "@/lib/core/ids";
import { db, transaction } from "@/lib/db";
import { renderEmail } from "@/lib/email";
import { listJobs } from "@/lib/jobs";
import { createKey, flushKeyUse, reportExposure, revokeLeakedKey, touchKey } from "@/lib/keys";
import { listProcessors } from "@/lib/privacy";
import { eventually, runWorker } from "../jobs/run-worker";
import { freshDatabase } from "../support/database";
import { makeAccount, type TestAccount } from "../support/make-account";
import { ensureNetworks, google, telekom } from "../support/networks";

let connectionString: string;
let server: SMTPServer;
let received: { from: string; to: string[]; text: string }[];
let refusals: number;

beforeAll(async () => {
  ensureNetworks();
  connectionString = (await freshDatabase()).url;
  server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    logger: false,
    // A kept connection is not waited for: half a minute otherwise.
    closeTimeout: 1,
    onMailFrom: (_, __, done) =>
      refusals-- > 0 ? done(Object.assign(new Error("busy"), { responseCode: 451 })) : done(),
    onData(stream, { envelope }, done) {
      let text = "";
      stream.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
      stream.on("end", () => {
        const from = envelope.mailFrom ? envelope.mailFrom.address : "";
        received.push({ from, to: envelope.rcptTo.map(({ address }) => address), text });
        done();
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return () => new Promise<void>((resolve) => server.close(() => resolve()));
});
afterEach(() => {
  overrideEnv({ smtpUrl: undefined });
});

/** With a mail server that has received nothing yet. */
function useServer(refuseFirst = 0): void {
  received = [];
  refusals = refuseFirst;
  const { port } = server.server.address() as AddressInfo;
  overrideEnv({ smtpUrl: `smtp://127.0.0.1:${port}`, emailFrom: "PrintPal <no-reply@printpal.example>" });
}

const leak = (secret: string) =>
  revokeLeakedKey({ secret, source: null, url: "https://example.com/repo" }, "req_test", async () => {});
const work = () => runWorker({ handlers: accountJobs, connectionString });
const join = (text: string) => text.replace(/=\r?\n/g, "");

async function addMember({ organizationId }: TestAccount, role: "admin" | "viewer"): Promise<string> {
  const other = await makeAccount({ credits: 0 });
  const data = { id: newId("membership"), organizationId, userId: other.userId, role };
  await db().membership.create({ data });
  return other.email;
}

describe("a leaked key", () => {
  it("is mailed to its owners and admins, without its secret", async () => {
    const account = await makeAccount();
    const admin = await addMember(account, "admin");
    await addMember(account, "viewer");
    const { secret, key } = await createKey(account.ctx, { name: "Shop\r\nBcc: evil@example.com" });
    useServer();
    await leak(secret);
    work();
    await eventually(() => expect(received).toHaveLength(2));
    expect(received.flatMap(({ to }) => to).sort()).toEqual([account.email, admin].sort());
    const [{ from, text }] = received;
    expect(from).toBe("no-reply@printpal.example");
    expect(text.split("\r\n\r\n")[0]).not.toMatch(/^Bcc:/m);
    expect(join(text)).toContain("has stopped working");
    expect(join(text)).toContain("https://example.com/repo");
    expect(join(text)).toContain(key.masked.slice(0, 12));
    expect(join(text)).not.toContain(secret);
  });

  it("is mailed once, however often it is reported", async () => {
    const { ctx } = await makeAccount();
    const { secret } = await createKey(ctx, { name: "Twice" });
    useServer();
    await Promise.all([leak(secret), leak(secret), leak(secret)]);
    work();
    await eventually(() => expect(received).toHaveLength(1));
    await eventually(async () => expect(await listJobs()).toEqual([]));
    expect(received).toHaveLength(1);
  });

  it("is tried again where the server is busy", async () => {
    const { ctx } = await makeAccount();
    const { secret } = await createKey(ctx, { name: "Busy" });
    useServer(1);
    await leak(secret);
    work();
    await eventually(() => expect(received).toHaveLength(1));
  });

  it("mails nobody where no mail server is set", async () => {
    const { ctx } = await makeAccount();
    await leak((await createKey(ctx, { name: "Silent" })).secret);
    expect(await listJobs()).toEqual([]);
  });
});

it("row 8: a key that was made is mailed to owners and admins, without its secret; one for tests is not", async () => {
  const account = await makeAccount();
  const admin = await addMember(account, "admin");
  await addMember(account, "viewer");
  useServer();
  await createKey(account.ctx, { name: "Only tests", test: true });
  const { secret, key } = await createKey(account.ctx, { name: "Shop", scopes: ["generate", "read"] });
  work();
  await eventually(() => expect(received).toHaveLength(2));
  await eventually(async () => expect(await listJobs()).toEqual([]));
  expect(received.flatMap(({ to }) => to).sort()).toEqual([account.email, admin].sort());
  const text = join(received[0].text);
  for (const part of ["Subject: An API key was made", key.masked.slice(0, 12), "generate, read"])
    expect(text).toContain(part);
  expect(text).not.toContain(secret);
  expect(text).not.toContain("List-Unsubscribe");
});

it("tells of a key that was shown in an address", async () => {
  const { ctx, email } = await makeAccount();
  const { secret } = await createKey(ctx, { name: "Shown" });
  useServer();
  await reportExposure(secret, "address", "req_test");
  work();
  await eventually(() => expect(received).toHaveLength(1));
  expect(received[0].to).toEqual([email]);
  expect(join(received[0].text)).toContain("the key still works");
});

it("mails nobody of a transaction that was rolled back", async () => {
  useServer();
  const { ctx } = await makeAccount();
  const facts = { about: "key_exposed", name: "Never", masked: "pp_live_…", by: "address" } as const;
  const undone = transaction(undefined, async (tx) => {
    await emailOwners(tx, ctx, facts);
    throw new Error("undone");
  });
  await expect(undone).rejects.toThrow("undone");
  expect(await listJobs()).toEqual([]);
});

it("says of a former secret that the key goes on", () => {
  const facts = { name: "Old", masked: "pp_live_…", revoked: false, source: "commit", url: null };
  const { subject, text } = renderEmail({ about: "key_leaked", ...facts });
  expect(subject).toBe('A former secret of your API key "Old" was found in public');
  expect(text).toContain("the key's present secret goes on");
});

it("stands in the register of processors once its server is another machine", () => {
  useServer();
  expect(listProcessors().data).toEqual([]);
  overrideEnv({ smtpUrl: "smtp://user:password@mail.example:587" });
  expect(listProcessors().data).toMatchObject([{ name: "mail:mail.example", trains: false }]);
});

describe("row 31: a key in another network", () => {
  it("row 31: is mailed to its owners with whose network it is, where, and from which address", async () => {
    const { ctx, email } = await makeAccount();
    const { key } = await createKey(ctx, { name: "Shop" });
    useServer();
    for (const address of [google, telekom]) {
      touchKey(key.id, address);
      await flushKeyUse();
    }
    work();
    await eventually(() => expect(received).toHaveLength(1));
    await eventually(async () => expect(await listJobs()).toEqual([]));
    expect(received.map(({ to }) => to)).toEqual([[email]]);
    const text = join(received[0].text).replace(/\s+/g, " ");
    expect(text).toContain(`was used from ${telekom}, which belongs to Deutsche Telekom AG in Germany`);
    expect(text).toContain("/keys");
  });
});
