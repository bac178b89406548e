import { spawn } from "node:child_process";
import { mkdtemp } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { sharedPortal } from "../support/portal";
import type { PortalDetails } from "../support/run-portal";

let portal: PortalDetails;
beforeAll(async () => {
  portal = await sharedPortal();
});

/** `npm run portal -- …` as a process of its own, beside the shared portal. */
async function run(args: string[], env: Record<string, string> = { DATA_DIR: portal.dataDir }) {
  const child = spawn(process.execPath, ["dist/portal.mjs", ...args], {
    env: { ...process.env, NODE_ENV: "production", ...env },
  });
  let out = "";
  let error = "";
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => (out += chunk));
  child.stderr.setEncoding("utf8").on("data", (chunk: string) => (error += chunk));
  const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
  return { code, out: out.trim(), error: error.trim() };
}
const json = async (args: string[]) =>
  JSON.parse((await run([...args, "--json"])).out) as Record<string, unknown>;

// A process for each command.
describe("the operator's command line", { timeout: 120_000 }, () => {
  it("makes a person, a key that works, and credits", async () => {
    const made = await json(["users", "create", "--email", "Ada@Example.com", "--credits", "7"]);
    expect(made).toMatchObject({
      email: "ada@example.com",
      credits: 7,
      password: expect.stringMatching(/^\w{24}$/),
    });
    const { api_key } = await json(["keys", "create", "--email", "ada@example.com"]);
    const granted = await run(["credits", "grant", "--email", "ada@example.com", "--amount", "5"]);
    expect(granted).toEqual({ code: 0, out: "5 credits added; the balance is 12.", error: "" });
    const answer = await fetch(`${portal.url}/api/credits`, { headers: { "X-API-Key": String(api_key) } });
    expect(await answer.json()).toMatchObject({ credits: 12 });
  });

  it("grants once for one cause", async () => {
    await run(["users", "create", "--email", "bea@example.com"]);
    const grant = ["credits", "grant", "--email", "bea@example.com", "--amount", "5", "--cause", "invoice-1"];
    expect(await json(grant)).toMatchObject({ balance: 5 });
    expect(await json(grant)).toMatchObject({ balance: 5 });
  });

  it("refuses with exit code 1 and the reason", async () => {
    await run(["users", "create", "--email", "cay@example.com"]);
    expect(await run(["users", "create", "--email", "cay@example.com"])).toMatchObject({
      code: 1,
      out: "",
      error: expect.stringMatching(/\(email_taken\)$/),
    });
    expect(await run(["keys", "create", "--email", "nobody@example.com"])).toMatchObject({
      code: 1,
      error: "There is no account with the address nobody@example.com that owns an organization. (not_found)",
    });
    expect(await run(["jobs", "retry", "999999"])).toMatchObject({
      code: 1,
      error: "There is no such job. (not_found)",
    });
  });

  it.each([
    [["credits", "grant", "--email", "a@b.co"], "Missing: --amount."],
    [["credits", "grant", "--email", "a@b.co", "--amount", "-3"], /^Option '--amount' argument is ambiguous/],
    [
      ["credits", "grant", "--email", "a@b.co", "--amount", "many"],
      "--amount: expected a whole number above zero.",
    ],
    [["keys", "create", "--mail", "a@b.co"], /^Unknown option '--mail'/],
    [["jobs", "retry"], "Expected: ID."],
    [["users", "delete"], ""],
  ])("refuses %j with exit code 64", async (args, reason) => {
    const { code, out, error } = await run(args);
    expect([code, out]).toEqual([64, ""]);
    expect(error).toMatch(reason);
  });

  it("says that no portal runs with exit code 2, and where it cannot reach its database too", async () => {
    const dataDir = await mkdtemp(path.join(os.tmpdir(), "printpal-empty-"));
    expect(await run(["jobs", "list"], { DATA_DIR: dataDir })).toEqual({
      code: 2,
      out: "",
      error: `No portal runs on ${dataDir}. Start it with \`npm start\`, set DATA_DIR to its folder, or set DATABASE_URL.`,
    });
    const nowhere = { DATA_DIR: dataDir, DATABASE_URL: "postgresql://a:b@127.0.0.1:1/c" };
    expect(await run(["jobs", "list"], nowhere)).toMatchObject({
      code: 2,
      error:
        "The database does not answer (connect ECONNREFUSED 127.0.0.1:1). Is the portal still running, and is DATABASE_URL right?",
    });
    expect(await run(["doctor"], { DATA_DIR: dataDir })).toMatchObject({
      code: 1,
      out: expect.stringMatching(/✗ database +No portal runs on/),
    });
  });

  it("finds the running portal well, and its books in order", async () => {
    const checkup = await run(["doctor"]);
    expect(checkup.out).not.toContain("✗");
    expect(checkup.code).toBe(0);
    expect(await json(["invariants"])).toMatchObject({ ok: true });
    for (const list of ["jobs", "alerts"]) expect((await run([list, "list"])).code).toBe(0);
  });

  it("tells Stripe what is sold, and finds nothing to do where it knows", async () => {
    const told = { dry_run: false, changes: [] };
    await expect.poll(() => json(["billing", "sync"]), { timeout: 60_000 }).toEqual(told);
  });

  it("explains every command", async () => {
    const all = await run(["--help"]);
    expect(all.code).toBe(0);
    const names = [...all.out.matchAll(/^ {2}([a-z]+(?: [a-z]+)?)/gm)].map((match) => match[1]);
    expect(names).toEqual(
      expect.arrayContaining(["users create", "keys create", "credits grant", "jobs list"]),
    );
    const help = await run(["keys", "create", "--help"]);
    expect(help.code).toBe(0);
    expect(help.out).toMatch(/^Usage: npm run portal -- keys create --email ADDRESS/);
  });
});
