import type { Page } from "playwright-core";
import type { BenchPortal } from "./bench-portal";
import { readFirstRun } from "./first-run-file";

/** Signs the demo account of a bench's portal in. */
export async function signInToBench(page: Page, { url, dataDir }: BenchPortal): Promise<void> {
  const { email, password } = readFirstRun(dataDir)!;
  await page.goto(`${url}/sign-in`);
  await page.getByLabel("Email").fill(email);
  await page.getByRole("textbox", { name: "Password" }).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL("**/overview");
}

/** A finished model to look at, by its identifier. */
export async function makeBenchModel({ url, key }: BenchPortal): Promise<string> {
  const answer = await fetch(`${url}/api/v1/generations`, {
    method: "POST",
    headers: { Authorization: `Bearer ${key}`, "Content-Type": "application/json", Prefer: "wait=60" },
    body: JSON.stringify({ prompt: "a tall twisted vase", quality: "default", formats: ["stl", "glb"] }),
  });
  const { id, status } = (await answer.json()) as { id: string; status: string };
  if (status !== "completed") throw new Error(`The model to look at is ${status}, not completed.`);
  return id;
}
