import { describe, expect, it } from "vitest";
import type { EngineProvider } from "@/lib/engines";
import { mayProcess, resolveProcessing } from "@/lib/generations/resolve-processing";
import { ProcessingWish } from "@/lib/generations/schema";
import { seededRandom } from "../support/make-pictures";

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

  it("row 15: leaves in 1,000 mixes whom both sides allow and nobody else; whoever says own, nobody outside", () => {
    const random = seededRandom(15);
    const pick = <T>(...from: T[]): T => from[Math.floor(random() * from.length)];
    const half = () => random() < 0.5;
    const others = Array.from({ length: 12 }, (_, n): EngineProvider => ({
      name: `outside-${n}`,
      own: false,
      country: pick("US", "FR", "IS", null),
      trains: half(),
      keepsNothing: half(),
    }));
    const everybody = [own, ...others];
    const some = () => everybody.map(({ name }) => name).filter(() => random() < 0.7);
    const drawWish = (): ProcessingWish => ({
      ...(half() && { mode: pick("own" as const, "any" as const) }),
      ...(random() < 0.3 && { allow: [...some(), "outside-0"] }),
      ...(random() < 0.3 && { deny: some() }),
      ...(random() < 0.3 && { region: pick("EU", "EEA", "US", "DE") }),
      ...(half() && { training: pick("allow" as const, "deny" as const) }),
      ...(random() < 0.3 && { retention: "zero" as const }),
    });
    const places: Record<string, string[]> = {
      EU: ["DE", "FR"],
      EEA: ["DE", "FR", "IS"],
      US: ["US"],
      DE: ["DE"],
    };
    /** In plain words, of one side alone. */
    const agrees = (side: ProcessingWish, { name, own: ours, country, keepsNothing }: EngineProvider) =>
      (side.mode !== "own" || ours) &&
      (side.allow?.includes(name) ?? true) &&
      !side.deny?.includes(name) &&
      (side.region === undefined || places[side.region].includes(country ?? "")) &&
      (side.retention !== "zero" || keepsNothing);
    const seen = { own: 0, outside: 0, refused: 0 };
    for (let n = 0; n < 1000; n++) {
      const [wish, floor] = [drawWish(), drawWish()];
      const trainable = wish.training === "allow" && floor.training !== "deny";
      const expected = everybody.filter(
        (one) => agrees(wish, one) && agrees(floor, one) && (trainable || !one.trains),
      );
      let left: EngineProvider[] = [];
      try {
        const rules = resolve(wish, floor, everybody);
        left = everybody.filter((one) => mayProcess(rules, one));
      } catch (error) {
        expect(error).toMatchObject({ code: "no_eligible_processor" });
        seen.refused++;
      }
      expect([wish, floor, left]).toEqual([wish, floor, expected]);
      if (![wish.mode, floor.mode].includes("own")) seen.outside += Number(left.some((one) => !one.own));
      else if (left.length > 0) seen.own++;
    }
    // Each of the three ends was met often enough to mean something.
    expect(Object.values(seen).every((count) => count > 100)).toBe(true);
  });

  it("row 41: holds a region only where the country is known", () => {
    expect(resolve({ region: "EEA" }).regions).toEqual(["EEA"]);
    expect(() => resolve({ region: "EEA" }, {}, [{ ...own, country: null }])).toThrow(/region/);
  });
});
