import { z } from "zod";
import { db } from "@/lib/db";
import { EmailFacts, MailLanguage, renderEmail, sendEmail } from "@/lib/email";
import type { JobHandler } from "@/lib/jobs";
import { sides } from "./email-change/change-token";
import { mailEmailChange, mailFormerAddress } from "./email-change/mail-email-change";
import {
  ADDRESS_NOTICE_JOB,
  EMAIL_CHANGE_JOB,
  EMAIL_JOB,
  INVITATION_JOB,
  RESET_JOB,
  SIGN_UP_JOB,
} from "./job-names";
import { mailInvitation } from "./members/mailed-link";
import { mailSignUp } from "./sign-up/plan-sign-up";
import { mailReset } from "./password-reset/request-reset";

export { accountRetention } from "./retention";

const Payload = z.object({ userId: z.string(), facts: EmailFacts });

const Former = z.object({ id: z.string(), language: MailLanguage });
const EmailChange = Former.extend({ side: z.enum(sides) });

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
  [INVITATION_JOB]: async (payload, { jobId }) => {
    const { id } = z.object({ id: z.string() }).parse(payload);
    await mailInvitation(id, `${jobId}.invitation`);
  },
  [EMAIL_CHANGE_JOB]: (payload, { jobId }) =>
    mailEmailChange(EmailChange.parse(payload), `${jobId}.email-change`),
  [ADDRESS_NOTICE_JOB]: (payload, { jobId }) =>
    mailFormerAddress(Former.parse(payload), `${jobId}.former-address`),
  [SIGN_UP_JOB]: async (payload, { jobId }) => {
    const { id } = z.object({ id: z.string() }).parse(payload);
    await mailSignUp(id, `${jobId}.sign-up`);
  },
};
