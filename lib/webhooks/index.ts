/**
 * What happened, told to whoever wants to know. An event is written in the transaction that made it happen, so there is
 * never an event without its cause nor a cause without its event.
 */
export { recordEvent } from "./record-event";
export * from "./schema";
