import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { root } from "../../support/source-files";
import { credentialCases } from "./credential-cases";
import { fileCases } from "./file-cases";
import { jsonCases } from "./json-cases";
import { stateCases } from "./state-cases";
import { transportCases } from "./transport-cases";
import { urlCases } from "./url-cases";

/** The catalogue of bad input has 97 rows. What is not a case of the table stands here, with its place. */
const ROWS = 97;

/** Rows that more than one request shows, where they are shown: by tests whose titles name them. */
const elsewhere: Record<number, string> = {
  74: "tests/api/v1/generations.test.ts",
  // The 11th of an organization is taken and waits for its turn, rather than be refused.
  75: "tests/generations/take-turns.test.ts",
  82: "tests/accounts/passwords.test.ts",
  // Of a sign-up; of signing in and of a reset by tests/accounts/sign-in.test.ts and password-reset.test.ts.
  83: "tests/credits/sign-up.test.ts",
  84: "tests/accounts/second-factor.test.ts",
  85: "tests/accounts/password-reset.test.ts",
  // By signing out; by changing and resetting a password in tests/accounts.
  86: "tests/journeys/portal.test.ts",
  // A person's role is asked in each verb, whoever calls it.
  87: "tests/keys/keys.test.ts",
  88: "tests/api/bad-input/names-in-pages.test.ts",
  89: "tests/api/safe-path.test.ts",
  90: "tests/accounts/members.test.ts",
  91: "tests/billing/payments.test.ts",
  92: "tests/billing/payments.test.ts",
  93: "tests/billing/payments.test.ts",
  95: "tests/privacy/erase-person.test.ts",
  96: "tests/privacy/outside-requests.test.ts",
  97: "tests/email/unsubscribe.test.ts",
};

it("has a case or a place for each of its rows", () => {
  const cases = [
    credentialCases,
    jsonCases,
    fileCases,
    stateCases,
    transportCases,
    urlCases(() => ({ hits: [], port: 0, close: () => undefined })),
  ].flat();
  const shown = new Set([...cases.map(({ row }) => row), ...Object.keys(elsewhere).map(Number)]);
  const rows = Array.from({ length: ROWS }, (_, index) => index + 1);
  expect(rows.filter((row) => !shown.has(row))).toEqual([]);
  const unnamed = Object.entries(elsewhere).filter(
    ([row, file]) => !readFileSync(path.join(root, file), "utf8").includes(`"row ${row}: `),
  );
  expect(unnamed).toEqual([]);
});
