import { Logger } from "graphile-worker";
import { log } from "@/lib/core/log";

/** The queue library's own messages in our log; what it says about every job is for debugging only. */
export const workerLogger = new Logger((scope) => (level, message) => {
  const fields = { room: "jobs", ...(scope.taskIdentifier && { job: scope.taskIdentifier }) };
  if (level === "error") log.error(message, fields);
  else if (level === "warning") log.warn(message, fields);
  else log.debug(message, fields);
});
