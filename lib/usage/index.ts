/**
 * What was called and what it cost: the request log, written in batches, and read-only summaries over it and the
 * ledger. No other room's tables are changed here; a log line never holds a key, a picture or a body.
 */
export { countPatterns, type UsagePattern } from "./count-patterns";
export { engineHealth, type EngineHealth } from "./engine-health";
export { getKeyOwner, type KeyOwner } from "./get-key-owner";
export { countRequestsOfKey, eraseRequestsOfKey } from "./key-data";
export { keyUsage, type KeyUsage } from "./key-usage";
export { listMovements, type ListMovements } from "./list-movements";
export { listRequests } from "./list-requests";
export { makeMonths } from "./make-months";
export { recordRequests, type RequestRecord } from "./record-requests";
export { summarizeUsage } from "./summarize-usage";
export * from "./schema";
