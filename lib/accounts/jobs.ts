import { z } from "zod";
import { clock } from "@/lib/core/clock";
import type { RetentionRule } from "@/lib/core/retention";
import { db } from "@/lib/db";
import { EmailFacts, renderEmail, sendEmail } from "@/lib/email";
import type { JobHandler } from "@/lib/jobs";
import { EMAIL_JOB, RESET_JOB, SIGN_UP_JOB } from "./job-names";
import { mailSignUp } from "./sign-up/plan-sign-up";
import { mailReset } from "./password-reset/request-reset";

/** Sign-ups whose mail nobody answered. */
const signUpRetention: RetentionRule = {
  id: "pending_sign_ups",
  what: "Names and addresses of people who signed up and did not answer the mail",
  keptHours: () => 24,
  countedFrom: "The sign-up",
  removes: "All of it",
  sweep: async (limit) => {
    const due = { expiresAt: { lte: clock.now() } };
    const rows = await db().pendingSignUp.findMany({ where: due, take: limit, select: { id: true } });
    return (await db().pendingSignUp.deleteMany({ where: { id: { in: rows.map(({ id }) => id) } } })).count;
  },
};

/** A link that nobody followed. */
const resetRetention: RetentionRule = {
  id: "password_links",
  what: "Digests of links by mail that set a new password",
  keptHours: () => 1,
  countedFrom: "The mail",
  removes: "The digest; the link opens nothing any more",
  sweep: async (limit) => {
    const due = { expiresAt: { lte: clock.now() } };
    const rows = await db().passwordReset.findMany({ where: due, take: limit, select: { tokenHash: true } });
    const tokenHash = { in: rows.map((row) => row.tokenHash) };
    return (await db().passwordReset.deleteMany({ where: { ...due, tokenHash } })).count;
  },
};

export const accountRetention = [resetRetention, signUpRetention];

const Payload = z.object({ userId: z.string(), facts: EmailFacts });

/** What the worker runs for this room. At least once: a mail keeps its id, and a mailbox shows it once. */
export const accountJobs: Record<string, JobHandler> = {
  [EMAIL_JOB]: async (payload, { jobId }) => {
    const { userId, facts } = Payload.parse(payload);
    const user = await db().user.findUnique({ where: { id: userId } });
    // Gone meanwhile, and the address with them.
    if (user) await sendEmail({ to: user.email, id: `${jobId}.${userId}`, ...renderEmail(facts) });
  },
  [RESET_JOB]: async (payload, { jobId }) => {
    const { userId } = z.object({ userId: z.string().nullable() }).parse(payload);
    await mailReset(userId, `${jobId}.reset`);
  },
  [SIGN_UP_JOB]: async (payload, { jobId }) => {
    const { id } = z.object({ id: z.string() }).parse(payload);
    await mailSignUp(id, `${jobId}.sign-up`);
  },
};
