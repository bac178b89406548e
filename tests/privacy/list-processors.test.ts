import { describe, expect, it, onTestFinished } from "vitest";
import { overrideEnv } from "@/lib/core/env";
import { engineProviders } from "@/lib/engines";
import { listProcessors } from "@/lib/privacy";
import { sourceFiles } from "../support/source-files";

describe("listProcessors", () => {
  it("names every outside provider of engines, and nobody else runs one", () => {
    const outside = engineProviders().filter(({ own }) => !own);
    const registered = listProcessors().data.map(({ name }) => name);
    expect(outside.filter(({ name }) => !registered.includes(name))).toEqual([]);
    expect(listProcessors().own_processing.engines).toContain("figure");
  });

  it("says where the machines stand once the operator has said so", () => {
    expect(listProcessors().own_processing.country).toBeNull();
    overrideEnv({ processingCountry: "DE" });
    onTestFinished(() => overrideEnv({ processingCountry: undefined }));
    expect(listProcessors().own_processing.country).toBe("DE");
  });

  it("is true of the code: what speaks to the outside goes through one door, to addresses of the caller's, and to the mail server", () => {
    const speaks = /[^.\w]fetch\(|from "node:(https?|net|tls|dgram|http2|dns(\/promises)?)"|nodemailer/;
    // What the operator runs, and code that is written for others to run.
    const written = /^lib\/(run|api\/(client|reference))\//;
    const sources = sourceFiles("lib");
    const speakers = sources
      .filter((file) => speaks.test(file.text) && !written.test(file.path))
      .map((file) => file.path);
    expect(speakers.sort()).toEqual([
      "lib/core/fetch-outside.ts",
      "lib/core/network-address.ts",
      "lib/email/send-email.ts",
    ]);
    const users = sources
      .filter((file) => /\bfetchOutside\(/.test(file.text) && !file.path.startsWith("lib/core/"))
      .map((file) => file.path);
    expect(users.sort()).toEqual(["lib/generations/fetch-picture.ts", "lib/webhooks/deliver.ts"]);
  });
});
