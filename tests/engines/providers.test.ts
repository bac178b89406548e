import http from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it, onTestFinished } from "vitest";
import { parseEnv } from "@/lib/core/env";
import type { DeclaredProvider } from "@/lib/core/declared-provider";
import { askProvider, deleteAtProvider, type KeptThere } from "@/lib/engines";
import { openDoor } from "@/lib/engines/providers/open-door";
import { declare, fakeProvider, type FakeProvider } from "../support/fake-provider";

const never = new AbortController().signal;
const picture = Buffer.from("the pixels");

async function ask({ declared }: FakeProvider, signal = never) {
  let kept: KeptThere = {};
  const keeps = async (named: KeptThere) => void (kept = named);
  const wish = { picture, textured: false, seed: 7 };
  const made = await askProvider(declared, wish, { signal, keeps }).catch((error: Error) => error);
  return { made, kept };
}

describe("askProvider", () => {
  it("speaks with a 3DAIGC-API: uploads, waits for the job, fetches the model, deletes all three", async () => {
    const fake = await fakeProvider("acme", {}, { model: "trellis2" });
    declare(fake);
    const { made, kept } = await ask(fake);
    expect(
      Buffer.from(made as Uint8Array)
        .subarray(0, 4)
        .toString(),
    ).toBe("glTF");
    expect(
      fake.seen.map(({ method, path }) => `${method} ${path.replace(/(file|job)-[0-9a-f]+/, "$1")}`),
    ).toEqual([
      "POST /api/v1/file-upload/image",
      "POST /api/v1/mesh-generation/image-to-raw-mesh",
      "GET /api/v1/system/jobs/job",
      "GET /api/v1/system/jobs/job/download",
    ]);
    expect(JSON.parse(fake.seen[1].body.toString())).toEqual({
      image_file_id: kept.file,
      output_format: "glb",
      model_preference: "trellis2",
    });
    expect(fake.seen.every(({ headers }) => headers.authorization === "Bearer token-acme")).toBe(true);

    const steps = await deleteAtProvider(fake.declared, kept, never);
    expect(steps.map(({ what, status }) => [what, status])).toEqual([
      ["picture", 200],
      ["model", 200],
      ["job", 200],
    ]);
    expect(fake.keeps()).toEqual([]);
    // What is gone is gone, in its own words.
    const again = await deleteAtProvider(fake.declared, kept, never);
    expect(again).toEqual([{ what: "picture", status: 404, answer: '{"detail":"File not found"}' }]);
  });

  it("speaks with a TRELLIS NIM, which answers with the model and keeps nothing", async () => {
    const fake = await fakeProvider("nim", {}, { protocol: "trellis-nim", keeps_nothing: true });
    declare(fake);
    const { made, kept } = await ask(fake);
    expect(
      Buffer.from(made as Uint8Array)
        .subarray(0, 4)
        .toString(),
    ).toBe("glTF");
    expect(JSON.parse(fake.seen[0].body.toString())).toEqual({
      mode: "image",
      image: `data:image/png;base64,${picture.toString("base64")}`,
      samples: 1,
      no_texture: true,
      seed: 7,
      output_format: "glb",
    });
    expect(kept).toEqual({});
    expect(await deleteAtProvider(fake.declared, kept, never)).toEqual([]);
  });

  it("gives up a job that never ends, and takes no word but the provider's own for a deletion", async () => {
    const fake = await fakeProvider("slow", { makes: "hangs" }, { timeout_seconds: 1 });
    declare(fake);
    const { made, kept } = await ask(fake);
    expect(made).toMatchObject({ name: "ProviderFailure", kind: "timeout" });
    // The picture can go; the model that may still come cannot yet.
    await expect(deleteAtProvider(fake.declared, kept, never)).rejects.toMatchObject({ kind: "passing" });
    expect(fake.keeps()).toEqual([kept.job]);
    fake.finishLate();
    fake.behaviour.deletes = "404 to everything";
    await expect(deleteAtProvider(fake.declared, kept, never)).rejects.toMatchObject({ kind: "refused" });
    fake.behaviour.deletes = "yes";
    await deleteAtProvider(fake.declared, kept, never);
    expect(fake.keeps()).toEqual([]);
  });

  it("tells apart what is worth another try", async () => {
    const kinds: [Partial<FakeProvider["behaviour"]>, string][] = [
      [{ makes: "overloaded" }, "passing"],
      [{ makes: "404" }, "refused"],
      [{ makes: "fails" }, "refused"],
    ];
    for (const [behaviour, kind] of kinds) {
      const fake = await fakeProvider("acme", behaviour);
      declare(fake);
      expect([behaviour, (await ask(fake)).made]).toEqual([behaviour, expect.objectContaining({ kind })]);
    }
    const gone = await fakeProvider("gone");
    declare(gone);
    await gone.kill();
    expect((await ask(gone)).made).toMatchObject({ kind: "unreached" });
  });

  it("ends with whoever asked, while the provider still thinks", async () => {
    const fake = await fakeProvider("acme", { makes: "mute" });
    declare(fake);
    const stop = new AbortController();
    const asked = ask(fake, stop.signal);
    while (fake.seen.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    stop.abort(new Error("cancelled"));
    expect((await asked).made).toMatchObject({ message: "cancelled" });
  });
});

describe("row 14: the register is the firewall", () => {
  it("reaches no host that is not declared, no redirect and no path that leads away", async () => {
    let reached = 0;
    const stranger = http.createServer((_, response) => void response.end(String(++reached)));
    await new Promise<void>((resolve) => stranger.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => void stranger.close());
    const port = (stranger.address() as AddressInfo).port;
    const fake = await fakeProvider("acme");
    const elsewhere: DeclaredProvider = { ...fake.declared, url: `http://127.0.0.1:${port}` };

    // Known to the code, and not declared.
    await expect(openDoor(elsewhere, never).ask("/v1/infer")).rejects.toMatchObject({ kind: "unreached" });
    await expect(openDoor(fake.declared, never).ask("/x")).rejects.toMatchObject({ kind: "unreached" });
    declare(fake);
    await expect(openDoor(elsewhere, never).ask("/v1/infer")).rejects.toMatchObject({ kind: "unreached" });
    for (const path of [`@127.0.0.1:${port}/`, `.127.0.0.1.nip.io:${port}/`])
      await expect(openDoor(fake.declared, never).ask(path)).rejects.toThrow();

    const redirecting = await fakeProvider("turns", { makes: "redirect" });
    declare(redirecting);
    const { made } = await ask(redirecting);
    expect(made).toMatchObject({ kind: "refused", message: expect.stringContaining("redirects") });
    expect([reached, redirecting.pictures().length]).toEqual([0, 1]);
  });
});

describe("row 16: a provider is declared with its agreement, or refused at the start", () => {
  const whole = {
    ...{ name: "acme", protocol: "3daigc", url: "https://engine.example", country: "DE", trains: false },
    ...{ retention: "Deleted when it was fetched", policy_url: "https://engine.example/privacy" },
    dpa_signed_on: "2026-11-01",
  };
  const refusal = (change: object, more: Record<string, string> = { PROCESSING_COUNTRY: "FR" }) => {
    try {
      parseEnv({ ENGINE_PROVIDERS: JSON.stringify([{ ...whole, ...change }]), ...more });
      return [];
    } catch (error) {
      return (error as Error).message.split("\n").slice(1);
    }
  };

  it("says what to add where the agreement is missing", () => {
    expect(refusal({})).toEqual([]);
    expect(refusal({ dpa_signed_on: undefined })).toEqual([
      "  ENGINE_PROVIDERS.0.dpa_signed_on: expected the day on which a data processing agreement with acme was signed, such as 2026-11-28: without one nothing may be sent there",
    ]);
  });

  it("row 41: says what to add where it stands abroad without a ground", () => {
    const abroad = refusal({ country: "US" });
    expect(abroad).toEqual([
      "  ENGINE_PROVIDERS.0.transfer_mechanism: expected a transfer_mechanism for acme: US is not known to lie in your own region (PROCESSING_COUNTRY), so say what a transfer there rests on, such as standard contractual clauses, module 3",
    ]);
    // Where the operator's own country is not known, everybody is abroad.
    expect(refusal({}, {})).toHaveLength(1);
    expect(refusal({ country: "US", transfer_mechanism: "adequacy decision" })).toEqual([]);
  });

  it.each([
    [{ name: "own" }, "name: expected a name of its own"],
    [{ url: "http://engine.example" }, "url: expected https, or http on this machine alone"],
    [{ country: "Germany" }, "country: expected the two capital letters"],
    [{ protocol: "trellis-nim" }, "keeps_nothing: expected true"],
    [{ keeps_nothing: true }, "keeps_nothing: expected false"],
    [{ trains: undefined }, "trains: "],
  ])("refuses %o", (change, expected) => {
    expect(refusal(change)[0]).toContain(`ENGINE_PROVIDERS.0.${expected}`);
  });
});
