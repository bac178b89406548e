/**
 * Whether the service works, as it is found from outside each minute, and how that was over ninety days. The worker
 * looks; the page shows. A worker that is gone leaves the state unknown rather than good. Who is on call is mailed of what is
 * wrong until somebody of the staff acknowledges it, or it is over.
 */
export { acknowledgeAlert } from "./acknowledge-alert";
export { getStatus, STATUS_DAYS } from "./get-status";
export { listAlerts } from "./list-alerts";
export { probeComponents, type Finding } from "./probe-components";
export { recordFindings } from "./record-findings";
export { endAlert, endAlertsBut, raiseAlert, type NewAlert } from "./raise-alert";
export { tellOnCall } from "./tell-on-call";
export { alarmOfSilence, watchProbes } from "./watch-probes";
export * from "./schema";
