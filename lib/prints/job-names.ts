export const RUN_JOB = "print.run";
export const PURGE_JOB = "print.purge";

/** Tries in all, crashes of the worker included. A mesh that killed two workers gets no third. */
export const RUN_ATTEMPTS = 2;

/** One job a print, however often it is asked for. */
export const runJobKey = (id: string): string => `${RUN_JOB}:${id}`;
