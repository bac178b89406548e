import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import type { DeclaredProvider } from "@/lib/core/declared-provider";
import { overrideEnv } from "@/lib/core/env";
import { engineProviders } from "@/lib/engines";
import { listProcessors } from "@/lib/privacy";
import { root, walk } from "../support/source-files";

describe("listProcessors", () => {
  it("row 14: names every outside provider of engines, and nobody else runs one", () => {
    const declared: DeclaredProvider = {
      ...{ name: "acme", protocol: "3daigc" as const, url: "https://engine.example", country: "DE" },
      trains: true,
      ...{ dpa_signed_on: "2026-11-01", retention: "A day", policy_url: "https://engine.example/privacy" },
      ...{ keeps_nothing: false, timeout_seconds: 300 },
    };
    expect(listProcessors().data).toEqual([]);
    overrideEnv({ engineProviders: [declared], processingCountry: "FR" });
    onTestFinished(() => overrideEnv({ engineProviders: [], processingCountry: undefined }));
    const outside = engineProviders().filter(({ own }) => !own);
    expect(outside.map(({ name }) => name)).toEqual(["acme"]);
    expect(listProcessors().data).toEqual([
      {
        name: "acme",
        purpose: "Makes models out of pictures, where the engine generative is asked for by name",
        country: "DE",
        data_categories: ["pictures"],
        policy_url: "https://engine.example/privacy",
        trains: true,
        retention: "A day",
        transfer_mechanism: "None needed: it stands in the operator's own region",
        dpa: "2026-11-01",
        endpoints: ["POST /api/v1/generations with engine generative"],
        status: "active",
      },
    ]);
    expect(listProcessors().own_processing.engines).toContain("figure");
  });

  it("says where the machines stand once the operator has said so", () => {
    expect(listProcessors().own_processing.country).toBeNull();
    overrideEnv({ processingCountry: "DE" });
    onTestFinished(() => overrideEnv({ processingCountry: undefined }));
    expect(listProcessors().own_processing.country).toBe("DE");
  });

  it("names UploadThing where pages send pictures through it, and only there", () => {
    const names = () => listProcessors().data.map(({ name }) => name);
    expect(names()).not.toContain("uploadthing");
    overrideEnv({ uploadthingToken: "eyJhcGlLZXkiOiJzayJ9eyJ9" });
    onTestFinished(() => overrideEnv({ uploadthingToken: undefined }));
    expect(names()).toContain("uploadthing");
  });

  it("names who keeps the bucket, with where it stands, and not one on this machine", () => {
    const s3 = {
      ...{ bucket: "objects", region: "eu-1", accessKeyId: "id", secretAccessKey: "s", pathStyle: false },
      ...{ endpoint: "https://s3.example", country: "DE" },
    };
    onTestFinished(() => overrideEnv({ s3: undefined }));
    const entry = () => listProcessors().data.find(({ name }) => name.startsWith("storage:"));
    expect(entry()).toBeUndefined();
    overrideEnv({ s3 });
    expect(entry()).toMatchObject({ name: "storage:s3.example", country: "DE", trains: false });
    overrideEnv({ s3: { ...s3, endpoint: "http://127.0.0.1:9000" } });
    expect(entry()).toBeUndefined();
  });

  it("names Stripe where it takes payments, and not what stands in for it on this machine", () => {
    const names = () => listProcessors().data.map(({ name }) => name);
    expect(names()).not.toContain("stripe");
    overrideEnv({ stripeSecretKey: "sk_test_0123456789", stripeApiUrl: "http://127.0.0.1:12111" });
    onTestFinished(() => overrideEnv({ stripeSecretKey: undefined, stripeApiUrl: "https://api.stripe.com" }));
    expect(names()).not.toContain("stripe");
    overrideEnv({ stripeApiUrl: "https://api.stripe.com" });
    expect(names()).toContain("stripe");
  });

  it("row 41: says of each where it stands and what a transfer there rests on, as the operator does", () => {
    onTestFinished(() =>
      overrideEnv({
        ...{ stripeSecretKey: undefined, uploadthingToken: undefined, smtpUrl: undefined },
        ...{ transferGrounds: {}, processingCountry: undefined },
      }),
    );
    overrideEnv({
      ...{ stripeSecretKey: "sk_test_0123456789", uploadthingToken: "eyJhcGlLZXkiOiJzayJ9eyJ9" },
      ...{ smtpUrl: "smtp://mail.example:587", stripeApiUrl: "https://api.stripe.com" },
      processingCountry: "DE",
      transferGrounds: {
        mail: { country: "FR" },
        uploadthing: { country: "US", transfer_mechanism: "standard contractual clauses, module 3" },
      },
    });
    const grounds = () => listProcessors().data.map((one) => [one.name, one.country, one.transfer_mechanism]);
    expect(grounds()).toEqual([
      ["mail:mail.example", "FR", "None needed: it stands in the operator's own region"],
      ["uploadthing", "US", "standard contractual clauses, module 3"],
      ["stripe", "US", expect.stringContaining("EU-US Data Privacy Framework")],
    ]);
    overrideEnv({ transferGrounds: { stripe: { country: "IE", transfer_mechanism: "none needed" } } });
    expect(grounds()[2]).toEqual(["stripe", "IE", "none needed"]);
  });

  it("row 13: is true of the code: what speaks to the outside goes through one door, to addresses of the caller's, and to the mail server", () => {
    const speaks =
      /[^.\w]fetch\(|from "node:(https?|net|tls|dgram|http2|dns(\/promises)?)"|nodemailer|from "uploadthing\/server"|new Stripe\(|"@aws-sdk\//;
    const sources = walk("lib")
      .filter(
        (file) =>
          /\.ts$/.test(file) &&
          !/^lib\/(run|stripe-stand-in|api\/client|api\/reference|geometry)\//.test(file),
      )
      .map((file) => ({ file, text: readFileSync(path.join(root, file), "utf8") }));
    const having = (pattern: RegExp) =>
      sources.filter(({ text }) => pattern.test(text)).map(({ file }) => file);
    // Whoever is added here is added to the register, or reaches nobody but whom a caller named.
    expect(having(speaks)).toEqual([
      // Tells kinds of addresses apart.
      "lib/api/authenticate.ts",
      "lib/api/uploadthing.ts",
      "lib/billing/stripe.ts",
      "lib/core/fetch-outside.ts",
      // Tell kinds of addresses apart.
      "lib/core/find-network.ts",
      "lib/core/network-address.ts",
      "lib/email/send-email.ts",
      // In a page, for the portal's own fonts.
      "lib/engines/browser/load-font.ts",
      // Tells kinds of addresses apart, as those of core do.
      "lib/privacy/truncate-address.ts",
      // Asks the service itself, at its own address.
      "lib/status/probe-components.ts",
      // To the operator's bucket, where one is set; the others name its types alone.
      "lib/storage/bucket-rules.ts",
      "lib/storage/s3-bucket.ts",
      "lib/storage/s3-connection.ts",
      "lib/storage/s3-upload.ts",
    ]);
    expect(having(/\bfetchOutside\(/).filter((file) => !file.startsWith("lib/core/"))).toEqual([
      // To the origins of declared providers alone.
      "lib/engines/providers/open-door.ts",
      "lib/generations/fetch-picture.ts",
      "lib/privacy/send-callback.ts",
      "lib/uploads/collect-upload.ts",
      "lib/webhooks/deliver.ts",
    ]);
  });
});
