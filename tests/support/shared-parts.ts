import { inject } from "vitest";

/** Asks the run's main process for a part that all test files share. */
export async function askForShared<T>(path: string, body = ""): Promise<T> {
  const answer = await fetch(inject("sharedParts") + path, { method: "POST", body });
  const text = await answer.text();
  if (!answer.ok) throw new Error(text);
  return JSON.parse(text) as T;
}
