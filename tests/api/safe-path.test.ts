import { describe, expect, it } from "vitest";
import { safePath } from "@/lib/api/safe-path";

describe("safePath", () => {
  it.each([
    ["/keys", "/keys"],
    ["/generations?status=failed#top", "/generations?status=failed#top"],
    ["/a/../settings", "/settings"],
  ])("keeps %s", (wanted, kept) => expect(safePath(wanted)).toBe(kept));

  it.each([
    [undefined],
    [null],
    [""],
    ["keys"],
    ["//evil.example"],
    ["///evil.example"],
    ["/\\evil.example"],
    ["/\t/evil.example"],
    ["/\n/evil.example"],
    ["\\\\evil.example"],
    ["https://evil.example/keys"],
    ["javascript:alert(1)"],
    ["/..//evil.example"],
  ])("row 89: refuses %j", (wanted) => expect(safePath(wanted)).toBe("/overview"));

  it("gives the fallback that it was told", () => expect(safePath("//x", "/")).toBe("/"));
});
