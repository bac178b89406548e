import type { JobHandler, Schedule } from "@/lib/jobs";
import { expireCredits } from "./expire-credits";

export { creditRetention } from "./retention";

const EXPIRE_JOB = "credits.expire";

export const creditJobs: Record<string, JobHandler> = {
  [EXPIRE_JOB]: async () => void (await expireCredits()),
};

export const creditSchedules: readonly Schedule[] = [{ job: EXPIRE_JOB, every: "*/10 * * * *" }];
