export const PURGE_JOB = "upload.purge";
