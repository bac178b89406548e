/**
 * Whether the service works, as it is found from outside each minute, and how that was over ninety days. The worker
 * looks; the page shows. A worker that is gone leaves the state unknown rather than good.
 */
export { getStatus, STATUS_DAYS } from "./get-status";
export { probeComponents, type Finding } from "./probe-components";
export { recordFindings } from "./record-findings";
export { alarmOfSilence, watchProbes } from "./watch-probes";
export * from "./schema";
