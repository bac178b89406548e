import { describe, expect, it } from "vitest";
import { hashSecret, isWellFormed, newSecret } from "@/lib/keys/secret";

describe("row 31: secret", () => {
  it("knows a fixed key: form, checksum over everything before it, hash", () => {
    // CRC-32 of the first 51 characters, worked out with Python's zlib.
    const secret = "pp_live_00000000000000000000000000000000000000000001XkI4m";
    expect(isWellFormed(secret)).toBe(true);
    expect(hashSecret("abc")).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  });

  it("never repeats and is always well formed", () => {
    const secrets = Array.from({ length: 2_000 }, (_, index) => newSecret(index % 2 === 0));
    expect(new Set(secrets).size).toBe(2_000);
    expect(secrets.every(isWellFormed)).toBe(true);
    expect(secrets[0]).toMatch(/^pp_test_/);
    expect(secrets[1]).toMatch(/^pp_live_/);
  });

  it("notices every single wrong digit", () => {
    const secret = newSecret(false);
    for (let at = 0; at < secret.length; at++) {
      const wrong = secret[at] === "x" ? "y" : "x";
      expect(isWellFormed(secret.slice(0, at) + wrong + secret.slice(at + 1))).toBe(false);
    }
  });
});
