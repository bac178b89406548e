import { randomBytes } from "node:crypto";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { clock } from "@/lib/core/clock";
import { overrideEnv } from "@/lib/core/env";
import { signLink, verifyLink } from "@/lib/storage";

beforeAll(() => {
  overrideEnv({ publicUrl: "https://printpal.example", authSecret: randomBytes(32).toString("hex") });
});
afterEach(() => {
  vi.restoreAllMocks();
});

const at = (iso: string) => vi.spyOn(clock, "now").mockReturnValue(new Date(iso));
const path = "/files/gen_a/stl";
const refused = expect.objectContaining({ code: "link_expired" });

describe("a signed link", () => {
  it("is absolute, carries its end, and works until then", () => {
    at("2030-01-01T00:00:00.900Z");
    const link = signLink(path);
    expect(link).toMatch(
      /^https:\/\/printpal\.example\/files\/gen_a\/stl\?expires=1893459600&signature=[0-9A-Za-z_-]{43}$/,
    );
    at("2030-01-01T00:59:59.999Z");
    expect(verifyLink(link)).toEqual({ path, expiresAt: new Date("2030-01-01T01:00:00Z") });
    at("2030-01-01T01:00:00.000Z");
    expect(() => verifyLink(link)).toThrow(refused);
  });

  it("can live shorter, and keeps the query it was made with", () => {
    at("2030-01-01T00:00:00Z");
    const link = signLink(`${path}?inline=1&name=a%20b`, { expiresInSeconds: 60 });
    expect(verifyLink(link)).toMatchObject({ expiresAt: new Date("2030-01-01T00:01:00Z") });
    expect(() => verifyLink(link.replace("inline=1", "inline=0"))).toThrow(refused);
    expect(() => verifyLink(link.replace("inline=1&", ""))).toThrow(refused);
    expect(() => verifyLink(`${link}&more=1`)).toThrow(refused);
  });

  it("can be checked by its parts", () => {
    const { searchParams, pathname } = new URL(signLink(path));
    const parts = {
      path: pathname,
      expires: searchParams.get("expires"),
      signature: searchParams.get("signature"),
    };
    expect(verifyLink(parts).path).toBe(path);
    expect(() => verifyLink({ ...parts, path: "/files/gen_b/stl" })).toThrow(refused);
    expect(() => verifyLink({ ...parts, signature: null })).toThrow(refused);
    expect(() => verifyLink({ ...parts, expires: undefined })).toThrow(refused);
  });

  it("does not outlive its end by a changed one, nor any other change", () => {
    const link = signLink(path);
    const expires = Number(new URL(link).searchParams.get("expires"));
    const changes = [
      link.replace(`expires=${expires}`, `expires=${expires + 1}`),
      link.replace(`expires=${expires}`, `expires=0${expires}`),
      link.replace("gen_a", "gen_b"),
      link.replace("/stl", "/stl/"),
      link.slice(0, -1) + (link.endsWith("A") ? "B" : "A"),
      link.slice(0, -1),
      `${link}&expires=${expires + 9}`,
      `${link}&signature=x`,
      link.replace(/expires=\d+&/, ""),
      link.replace(/&signature=.*/, ""),
      link.replace(/signature=.*/, "signature="),
      "https://printpal.example:notaport/",
    ];
    for (const changed of changes) expect(() => verifyLink(changed), changed).toThrow(refused);
    expect(verifyLink(link).path).toBe(path);
  });

  it("needs the secret it was made with", () => {
    const link = signLink(path);
    overrideEnv({ authSecret: randomBytes(32).toString("hex") });
    expect(() => verifyLink(link)).toThrow(refused);
  });
});
