import type { ActionFailure, ActionResult } from "@/lib/api/action-result";

/** Waits for an action and gives its data. Throws `ActionError`. */
export async function unwrapAction<Data>(pending: Promise<ActionResult<Data>>): Promise<Data> {
  const result = await pending;
  if (result.ok) return result.data;
  throw new ActionError(result.error);
}

/** A failure of an action as an exception, for React Query. */
export class ActionError extends Error {
  constructor(readonly failure: ActionFailure) {
    super(failure.message);
    this.name = "ActionError";
  }
}
