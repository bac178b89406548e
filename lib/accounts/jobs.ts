import { z } from "zod";
import { db } from "@/lib/db";
import { EmailFacts, renderEmail, sendEmail } from "@/lib/email";
import type { JobHandler } from "@/lib/jobs";
import { EMAIL_JOB } from "./job-names";

const Payload = z.object({ userId: z.string(), facts: EmailFacts });

/** What the worker runs for this room. At least once: a mail keeps its id, and a mailbox shows it once. */
export const accountJobs: Record<string, JobHandler> = {
  [EMAIL_JOB]: async (payload, { jobId }) => {
    const { userId, facts } = Payload.parse(payload);
    const user = await db().user.findUnique({ where: { id: userId } });
    // Gone meanwhile, and the address with them.
    if (user) await sendEmail({ to: user.email, id: `${jobId}.${userId}`, ...renderEmail(facts) });
  },
};
