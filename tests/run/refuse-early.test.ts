import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { overrideEnv } from "@/lib/core/env";
import { refuseEarly } from "@/lib/run/refuse-early";

const refusal = (method: string, url: string, host?: string): string | undefined => {
  try {
    refuseEarly({ method, url, headers: { host } });
  } catch (error) {
    return (error as { code: string }).code;
  }
};

beforeAll(() => overrideEnv({ publicUrl: "https://print.example:8443", host: "inside" }));
afterAll(() => overrideEnv({ publicUrl: "http://localhost:3000", host: "127.0.0.1" }));

describe("refuseEarly", () => {
  it.each([
    "print.example:8443",
    "PRINT.example",
    "localhost:3000",
    "127.0.0.1:1",
    "[::1]:3000",
    "inside",
    "10.0.0.7",
  ])("serves %s", (host) => expect(refusal("GET", "/", host)).toBeUndefined());

  it.each(["evil.example", "print.example.evil.example", "localhost.evil.example", "a b", "", undefined])(
    "refuses the host %s",
    (host) => expect(refusal("GET", "/", host)).toBe("misdirected_request"),
  );

  it.each(["TRACE", "PROPFIND", "get"])("refuses the method %s", (method) =>
    expect(refusal(method, "/", "localhost")).toBe("method_not_allowed"),
  );

  it("refuses an endless address", () => {
    expect(refusal("GET", `/${"a".repeat(8191)}`, "localhost")).toBeUndefined();
    expect(refusal("GET", `/${"a".repeat(8192)}`, "localhost")).toBe("uri_too_long");
  });
});
