import { BadEnvironment, env } from "@/lib/core/env";
import { ExpectedFailure } from "./expected-failure";

/** Reads every setting once; a bad one throws {@link ExpectedFailure} naming the variable and what is expected. */
export function checkSettings(): void {
  try {
    env();
  } catch (error) {
    if (error instanceof BadEnvironment) throw new ExpectedFailure(error.message);
    throw error;
  }
}
