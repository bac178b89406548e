/**
 * Work that happens later, at least once. A job is added in the transaction that causes it, so that neither exists
 * without the other; it starts milliseconds after the commit. A job whose worker was killed is taken up by another
 * within about five seconds; one that used up its attempts is told to `onExhausted`, however it died. Knows no domain.
 */
export { countAhead } from "./count-ahead";
export { addJob, enqueue, type EnqueueOptions } from "./enqueue";
export type { ExhaustedHandler, JobHandler, JobRun } from "./handler";
export { hastenJob } from "./hasten-job";
export { hasJob } from "./has-job";
export { installJobs } from "./install-jobs";
export { listJobs, type Job, type JobState } from "./list-jobs";
export type { Schedule } from "./schedule";
export { retryJob } from "./retry-job";
export { runJobs, type RunJobsOptions } from "./run-jobs";
