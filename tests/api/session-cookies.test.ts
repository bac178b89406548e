import { afterAll, describe, expect, it } from "vitest";
import { sessionCookieName, sessionCookies } from "@/lib/api/session-cookies";
import { env, overrideEnv } from "@/lib/core/env";

const { publicUrl } = env();
afterAll(() => overrideEnv({ publicUrl }));

describe("sessionCookies", () => {
  it("are bound to the host and to TLS where the portal is reached over TLS", () => {
    overrideEnv({ publicUrl: "https://portal.example" });
    expect(sessionCookieName()).toBe("__Host-printpal.session");
    const { sessionToken, csrfToken, callbackUrl } = sessionCookies();
    for (const cookie of [sessionToken, csrfToken, callbackUrl])
      expect(cookie?.options).toEqual({ httpOnly: true, sameSite: "lax", path: "/", secure: true });
    expect(sessionToken?.name).toBe(sessionCookieName());
  });

  it("work over plain HTTP on one's own machine", () => {
    overrideEnv({ publicUrl: "http://localhost:3000" });
    expect(sessionCookieName()).toBe("printpal.session");
    expect(sessionCookies().sessionToken?.options).toMatchObject({ httpOnly: true, secure: false });
  });
});
