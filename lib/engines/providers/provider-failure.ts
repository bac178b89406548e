/** Why a provider gave no model, or would not delete. The message is for the log and the staff, never for a caller. */
export class ProviderFailure extends Error {
  override name = "ProviderFailure";
  constructor(
    /** `unreached`: no byte of the picture left. `passing`: worth another try later. */
    readonly kind: "unreached" | "passing" | "timeout" | "refused" | "junk",
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
