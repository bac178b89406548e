export const RUN_JOB = "generation.run";
export const DELETE_JOB = "generation.delete";
export const PURGE_JOB = "generation.purge";
export const ERASE_INPUT_JOB = "generation.erase_input";
export const ERASE_RESULTS_JOB = "generation.erase_results";
export const TELL_JOB = "generation.tell";
export const TRANSFER_JOB = "generation.settle_transfer";
export const EXPIRE_JOB = "generation.expire";

/** Tries in all, crashes of the worker included, before the credits go back. */
export const RUN_ATTEMPTS = 3;

/** One job a generation, however often it is asked for. */
export const runJobKey = (id: string): string => `${RUN_JOB}:${id}`;
