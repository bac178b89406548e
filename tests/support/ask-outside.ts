import { afterEach, beforeAll } from "vitest";
import { clock } from "@/lib/core/clock";
import type { Context } from "@/lib/db";
import { mailOutside, type OutsideMail } from "@/lib/privacy/outside-requests/mail-outside";
import { freshDatabase } from "./database";
import { startMailServer, type ReceivedMail } from "./mail-server";

/** A database and a mail server for requests of people who do not sign in, and the clock put right after each test. */
export function withOutsideMails() {
  let received: ReceivedMail[];
  const realNow = clock.now;
  beforeAll(async () => {
    await freshDatabase();
    const server = await startMailServer();
    received = server.received;
    return server.close;
  });
  afterEach(() => {
    clock.now = realNow;
  });
  return {
    /** What the worker does of the plan, and the mail that came of it. */
    async mailOf(id: string, mail: OutsideMail): Promise<ReceivedMail> {
      await mailOutside(id, mail, `${id}.${mail}.${received.length}`);
      return received[received.length - 1];
    },
  };
}

let place = 0;
/** Each from a network of its own: the limit of sign-ins counts by place as well. */
export const fromAnywhere = () => ({ address: `198.51.100.${++place}`, requestId: "req_test" });

let person = 0;
export const stranger = () => `stranger-${++person}@example.com`;

export const privacyStaff: Context = {
  actor: { kind: "staff", userId: "usr_staff", role: "privacy" },
  organizationId: "",
  requestId: "req_staff",
};
