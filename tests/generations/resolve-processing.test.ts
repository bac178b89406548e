import { describe, expect, it } from "vitest";
import type { EngineProvider } from "@/lib/engines";
import { resolveProcessing } from "@/lib/generations/resolve-processing";
import { ProcessingWish } from "@/lib/generations/schema";

const own: EngineProvider = { name: "own", own: true, country: "DE", trains: false, keepsNothing: true };
const outside: EngineProvider = {
  name: "acme",
  own: false,
  country: "US",
  trains: true,
  keepsNothing: false,
};
const resolve = (wish: object, floor: object = {}, providers = [own, outside], test = false) =>
  resolveProcessing(ProcessingWish.parse(wish), ProcessingWish.parse(floor), { test, providers });

describe("row 15: resolveProcessing", () => {
  it("demands nothing where nothing was said, but for training", () => {
    expect(resolve({})).toEqual({
      mode: "any",
      allow: null,
      deny: [],
      regions: [],
      training: "deny",
      retention: "default",
    });
  });

  it("takes the stricter of request and organization, whichever it is", () => {
    const strict = {
      mode: "own",
      allow: ["own", "acme"],
      deny: ["b"],
      region: "EU",
      training: "deny",
      retention: "zero",
    };
    const lax = { mode: "any", allow: ["own", "c"], deny: ["a"], training: "allow", retention: "default" };
    const both = {
      mode: "own",
      allow: ["own"],
      deny: ["a", "b"],
      regions: ["EU"],
      training: "deny",
      retention: "zero",
    };
    expect(resolve(strict, lax)).toEqual(both);
    expect(resolve(lax, strict)).toEqual(both);
    expect(resolve({}, { training: "allow" }).training).toBe("deny");
    expect(resolve({ training: "allow" }).training).toBe("allow");
  });

  it("keeps a test key on our own engines", () => {
    expect(resolve({ mode: "any" }, {}, [own, outside], true).mode).toBe("own");
    expect(() => resolve({ allow: ["acme"] }, {}, [own, outside], true)).toThrow(/processing\.allow/);
  });

  it.each([
    [{ mode: "own", deny: ["own"] }, {}, "deny"],
    [{ allow: ["nobody"] }, {}, "allow"],
    [{ allow: ["own"] }, { allow: ["acme"] }, "allow"],
    [{ deny: ["own", "acme"] }, {}, "deny"],
    [{ region: "FR" }, {}, "region"],
    [{ region: "EU" }, { region: "US" }, "region"],
    [{ allow: ["acme"], training: "deny" }, {}, "training"],
    [{ allow: ["acme"], training: "allow", retention: "zero" }, {}, "retention"],
  ])("refuses %j with %j for the rule %s", (wish, floor, rule) => {
    let refusal: unknown;
    try {
      resolve(wish, floor);
    } catch (error) {
      refusal = error;
    }
    expect(refusal).toMatchObject({ code: "no_eligible_processor", details: { param: "processing" } });
    expect((refusal as Error).message).toContain(`processing.${rule}`);
  });

  it("row 41: holds a region only where the country is known", () => {
    expect(resolve({ region: "EEA" }).regions).toEqual(["EEA"]);
    expect(() => resolve({ region: "EEA" }, {}, [{ ...own, country: null }])).toThrow(/region/);
  });
});
