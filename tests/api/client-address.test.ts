import { afterEach, describe, expect, it } from "vitest";
import { clientAddress } from "@/lib/api/client-address";
import { env, overrideEnv } from "@/lib/core/env";

const { trustProxy } = env();
afterEach(() => overrideEnv({ trustProxy }));

const seen = (trust: boolean, forwarded?: string): string => {
  overrideEnv({ trustProxy: trust });
  return clientAddress(new Headers(forwarded === undefined ? {} : { "X-Forwarded-For": forwarded }));
};

describe("clientAddress", () => {
  it("is the socket's, whatever the client claims before it", () => {
    expect(seen(false, "203.0.113.9")).toBe("203.0.113.9");
    expect(seen(false, "1.2.3.4, 203.0.113.9")).toBe("203.0.113.9");
  });

  it("is what a trusted proxy saw, and nothing the client put before that", () => {
    expect(seen(true, "203.0.113.9, 10.0.0.1")).toBe("203.0.113.9");
    expect(seen(true, "1.2.3.4, 203.0.113.9, 10.0.0.1")).toBe("203.0.113.9");
    expect(seen(true, "10.0.0.1")).toBe("10.0.0.1");
  });

  it("is unknown without any", () => {
    expect(seen(false)).toBe("unknown");
  });
});
