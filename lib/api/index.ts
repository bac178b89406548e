/**
 * The HTTP side: binds contracts to verbs. `route()` owns the order of every call, `problem()` the shape of every
 * failure; a route file only names a contract and a verb.
 */
export type { Call, Download, RouteHandler } from "./call";
export { refuse, refuseUnknown } from "./refuse";
export { route } from "./route";
