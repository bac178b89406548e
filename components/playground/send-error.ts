/** A picture did not reach the portal. The message says what happened and what to do next. */
export class SendError extends Error {
  override name = "SendError";
}
