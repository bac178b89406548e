import { describe, expect, it } from "vitest";
import { isAllowedAddress } from "@/lib/keys";

const list = ["203.0.113.7", "198.51.100.0/24", "2001:db8::/32"];

describe("isAllowedAddress", () => {
  it.each(["203.0.113.7", "198.51.100.255", "::ffff:203.0.113.7", "2001:db8:1::5"])(
    "lets %s in",
    (address) => {
      expect(isAllowedAddress(list, address)).toBe(true);
    },
  );

  it.each(["203.0.113.8", "198.51.101.0", "2001:db9::1", "::1", "unknown", "", "203.0.113.7 "])(
    "keeps %j out",
    (address) => {
      expect(isAllowedAddress(list, address)).toBe(false);
    },
  );

  it("lets everybody in where nobody is named", () => {
    expect(isAllowedAddress([], "unknown")).toBe(true);
  });
});
