import { expect, it } from "vitest";
import { loggedOrigin } from "@/lib/api/logged-origin";
import { findCardNumbers } from "../support/find-card-numbers";

const agentOf = (agent: string) => loggedOrigin(new Headers({ "User-Agent": agent })).userAgent;

it("keeps the name and version of a program, up to 200 characters, and null where there is none", () => {
  const browser = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/144.0.7559.132 Safari/537.36";
  expect(agentOf(browser)).toBe(browser);
  expect(agentOf("python-requests/2.32.5")).toBe("python-requests/2.32.5");
  expect(agentOf("a".repeat(300))).toBe("a".repeat(200));
  expect(loggedOrigin(new Headers()).userAgent).toBeNull();
});

it("keeps no number that could be a card's, however it is written", () => {
  for (const number of [
    "4242424242424242",
    "4242 4242 4242 4242",
    "4000-0027-6000-3184",
    "378282246310005",
  ]) {
    expect(agentOf(`shop ${number} x`)).toBe("shop … x");
    expect(findCardNumbers(agentOf(number) ?? "")).toEqual([]);
  }
  expect(agentOf(`${"a".repeat(190)} 4242424242424242`)).toBe(`${"a".repeat(190)} …`);
});
