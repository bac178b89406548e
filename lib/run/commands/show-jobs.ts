import { listJobs } from "@/lib/jobs";
import type { Command } from "../command";
import { wholeNumber } from "./whole-number";

export const showJobs: Command = {
  summary: "Lists jobs that wait, run, are tried again or gave up, the oldest first.",
  options: { limit: { type: "string", value: "N", help: "at most so many; 100 unless given" } },
  async run(values) {
    const jobs = await listJobs({ limit: wholeNumber(values, "limit") ?? 100 });
    const lines = jobs.map(
      (job) =>
        `${job.id.padStart(8)}  ${job.state.padEnd(9)}  ${job.attempts}/${job.maxAttempts}  ${job.job}  ${job.jobKey ?? ""}` +
        (job.lastError ? `\n          ${job.lastError.split("\n")[0]}` : ""),
    );
    return {
      json: {
        jobs: jobs.map((job) => ({
          id: job.id,
          job: job.job,
          key: job.jobKey,
          state: job.state,
          attempts: job.attempts,
          max_attempts: job.maxAttempts,
          last_error: job.lastError,
          run_at: job.runAt,
          created_at: job.createdAt,
        })),
      },
      text: lines.length > 0 ? lines.join("\n") : "No jobs: everything is done.",
    };
  },
};
