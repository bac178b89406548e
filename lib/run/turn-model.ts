import type { Locator, Page } from "playwright-core";

/** The first model of the page in 3D, by the button that starts it where there is no graphics card. */
export async function turnModel(page: Page): Promise<Locator> {
  const offer = page.getByRole("button", { name: /^(Turn the model|Turn it) in 3D$/ }).first();
  await offer.or(page.locator("[data-viewer]")).first().waitFor({ timeout: 60_000 });
  if (await offer.isVisible()) await offer.click();
  const viewer = page.locator('[data-viewer="ready"]').first();
  await viewer.waitFor({ timeout: 60_000 });
  return viewer;
}
