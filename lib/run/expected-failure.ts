/** A failure that its reader can mend: shown as its message alone, without a stack. */
export class ExpectedFailure extends Error {
  override name = "ExpectedFailure";
  /** Read by the bootstrap, which is not compiled together with this class. */
  readonly expected = true;
}
