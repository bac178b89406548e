import { beforeAll, expect, it } from "vitest";
import { db } from "@/lib/db";
import { createKey } from "@/lib/keys";
import { openOverTheWire, type OverTheWire } from "./over-the-wire";

const NAME = '</script><img src=x onerror="alert(1)">';

let place: OverTheWire;
beforeAll(async () => {
  place = await openOverTheWire();
}, 400_000);

/** The cookies of the account's owner, signed in as the form does it. */
async function signIn({ account, url }: OverTheWire): Promise<string> {
  const csrf = await fetch(`${url}/api/auth/csrf`);
  const { csrfToken } = (await csrf.json()) as { csrfToken: string };
  const cookies = (answer: Response) => answer.headers.getSetCookie().map((one) => one.split(";")[0]);
  const body = new URLSearchParams({
    csrfToken,
    email: account.email,
    password: account.password,
    json: "true",
  });
  const Cookie = cookies(csrf).join("; ");
  const answer = await fetch(`${url}/api/auth/callback/credentials`, {
    method: "POST",
    headers: { Cookie, Origin: url },
    body,
    redirect: "manual",
  });
  return [...cookies(csrf), ...cookies(answer)].join("; ");
}

it("row 88: names of keys and organizations stand in a page as text, never as a tag", async () => {
  await createKey(place.account.ctx, { name: NAME });
  await db().organization.update({ where: { id: place.account.organizationId }, data: { name: NAME } });
  const answer = await fetch(`${place.url}/keys`, { headers: { Cookie: await signIn(place) } });
  const html = await answer.text();
  expect(answer.status).toBe(200);
  // Once as text, and once within the data that the page's own script reads.
  expect(html).toContain("&lt;/script&gt;&lt;img src=x onerror=");
  expect(html).not.toContain("<img src=x");
  expect(html).not.toContain("</script><img");
});
