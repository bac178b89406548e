import path from "node:path";
import { encode } from "next-auth/jwt";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { startSession } from "@/lib/accounts";
import type { ActionResult } from "@/lib/api/action-result";
import { sessionSecret } from "@/lib/api/auth-options";
import { roles, type Role } from "@/lib/core/actor";
import { newId } from "@/lib/core/ids";
import { db } from "@/lib/db";
import { freshDatabase } from "@/tests/support/database";
import { makeAccount, type TestAccount } from "@/tests/support/make-account";
import { root, walk } from "@/tests/support/source-files";

vi.mock("@/lib/accounts/hash-password", async (importOriginal) =>
  (await import("@/tests/support/remember-hashes")).rememberHashes(await importOriginal()),
);
const browser = vi.hoisted(() => ({ token: "" }));
vi.mock("next/headers", () => ({
  headers: () => Promise.resolve(new Headers()),
  cookies: () => Promise.resolve({ get: () => ({ value: browser.token }), set: () => undefined }),
}));
vi.mock("next/cache", () => ({ revalidatePath: () => undefined }));

/** Every action of the portal's pages, asked by every role: the pages hide what a role may not, the actions must refuse it. */

type Act = (input: unknown) => Promise<ActionResult<unknown>>;
const none = (prefix: string) => `${prefix}_${"0".repeat(22)}`;
const id = (prefix: string) => ({ id: none(prefix) });
const card = { id: "pm_1" };

/** Well-formed, about things that are not there: whoever may, is told so. */
const inputs: Record<string, unknown> = {
  createKeyAction: { name: "New" },
  updateKeyAction: { ...id("key"), change: { name: "New" } },
  rotateKeyAction: id("key"),
  revokeKeyAction: id("key"),
  createEndpointAction: { url: "https://8.8.8.8/hook" },
  updateEndpointAction: { ...id("whe"), change: { description: "New" } },
  deleteEndpointAction: id("whe"),
  rotateEndpointSecretAction: id("whe"),
  sendTestEventAction: id("whe"),
  redeliverAction: { ...id("whe"), delivery: none("whd") },
  listDeliveriesAction: id("whe"),
  getEndpointAction: id("whe"),
  buyPackAction: { pack: "pack_small", quantity: 1 },
  choosePlanAction: { plan: "maker" },
  changePlanAction: { plan: "studio" },
  cancelPlanAction: { cancel: true },
  refundPaymentAction: { payment_id: none("pay"), reason: "Test" },
  chooseDefaultAction: card,
  removePaymentMethodAction: card,
  updateBillingDetailsAction: { city: "Hamburg" },
  addTaxIdAction: { type: "eu_vat", value: "DE123456789" },
  removeTaxIdAction: { id: "txi_1" },
  updateSpendingControlAction: {
    ...{ low_balance_credits: 5, monthly_credit_cap: null },
    top_up: { on: false, below_credits: 0, pack: "pack_small", quantity: 1, monthly_cents: 0 },
  },
  createGenerationAction: { settings: { prompt: "a cube" } },
  getGenerationAction: id("gen"),
  cancelGenerationAction: id("gen"),
  deleteGenerationsAction: { ids: [none("gen")] },
  restoreGenerationsAction: { ids: [none("gen")] },
  getReceiptAction: id("gen"),
  giveFeedbackAction: { ...id("gen"), feedback: { rating: "good" } },
  submitAction: {
    settings: { prompt: "a cube" },
    uploadIds: [],
    maps: {},
    once: "00000000-0000-4000-8000-000000000000",
  },
  quoteAction: { settings: { prompt: "a cube" }, uploadIds: [] },
  announceUploadAction: { content_type: "image/png", bytes: 10 },
  getUploadAction: id("upl"),
  updateOrganizationAction: { name: "New" },
  demandSecondFactorAction: { demanded: false },
  setProcessingPolicyAction: {},
  setConsentsAction: { consents: [{ purpose: "training", given: true, version: 1 }] },
  deleteUploadAction: id("upl"),
  updateMemberCapAction: { user_id: none("usr"), monthly_credit_cap: 5 },
  fetchPictureAction: { address: "http://127.0.0.1/picture.png" },
  signDpaAction: { version: 1, sha256: "0".repeat(64), signatory: "Ada", company: "Test" },
  objectToChangeAction: { ...id("pch"), reason: "Test" },
  confirmImportAction: id("prq"),
  inviteMemberAction: { email: "new@example.com", role: "viewer" },
  revokeInvitationAction: id("inv"),
  resendInvitationAction: id("inv"),
  changeRoleAction: { user_id: none("usr"), role: "viewer" },
  removeMemberAction: { user_id: none("usr") },
  shareGenerationAction: { ...id("gen"), title: "A cube", expires_in_days: 7, allow_download: false },
  listSharesAction: id("gen"),
  revokeShareAction: id("shr"),
  linkForSlicerAction: id("gen"),
  openTicketAction: { subject: "A question", message: "How does it print?" },
};

const people = new Map<Role, TestAccount>();
const acts = new Map<string, Act>();
beforeAll(async () => {
  await freshDatabase();
  const owner = await makeAccount();
  for (const role of roles) {
    const person = role === "owner" ? owner : await makeAccount();
    people.set(role, person);
    if (role === "owner") continue;
    const { organizationId } = owner;
    await db().membership.create({
      data: { id: newId("membership"), organizationId, userId: person.userId, role },
    });
  }
  for (const file of walk("app/(dashboard)").filter((name) => name.endsWith("actions.ts")))
    for (const [name, act] of Object.entries((await import(path.join(root, file))) as Record<string, Act>))
      acts.set(name, act);
});

async function ask(role: Role, act: Act, input: unknown): Promise<string> {
  const { userId } = people.get(role)!;
  const { organizationId } = people.get("owner")!;
  const { id: sessionId } = await startSession({ userId, organizationId, device: "Firefox on Linux" });
  browser.token = await encode({ token: { sessionId }, secret: sessionSecret() });
  const result = await act(input);
  return result.ok ? "done" : result.error.code;
}

/** Whom each action is for, of the five roles. */
const makers: Role[] = ["owner", "admin", "developer"];
const money: Role[] = ["owner", "billing"];
const heads: Role[] = ["owner", "admin"];
const matrix: [readonly Role[], string][] = [
  [
    heads,
    `updateOrganization demandSecondFactor setProcessingPolicy setConsents objectToChange signDpa inviteMember
     revokeInvitation resendInvitation changeRole removeMember`,
  ],
  [
    money,
    `buyPack choosePlan changePlan cancelPlan refundPayment openPortal openCardSetup chooseDefault removePaymentMethod
     updateBillingDetails addTaxId removeTaxId updateSpendingControl updateMemberCap`,
  ],
  [
    makers,
    `createGeneration submit quote announceUpload fetchPicture cancelGeneration deleteGenerations restoreGenerations
     deleteUpload createKey updateKey rotateKey revokeKey createEndpoint updateEndpoint deleteEndpoint
     rotateEndpointSecret sendTestEvent redeliver confirmImport shareGeneration revokeShare`,
  ],
  [
    roles,
    `getBalance getUpload getReceipt giveFeedback getGeneration listGenerations listKeys listEndpoints getEndpoint
     listDeliveries openTicket listShares linkForSlicer`,
  ],
];
/** About nobody but who asks, whatever their role; or, at the end, for who is suspended. */
const own = `openPrivacyRequest confirmErasure cancelPrivacyRequest closeAccount revokeSession revokeOtherSessions stepUp
  beginPasskeyProof provePasskey updateProfile changePassword requestEmailChange cancelEmailChange beginPasskey addPasskey
  removePasskey beginSecondFactor confirmSecondFactor renewRecoveryCodes endSecondFactor setMailPreference acceptPolicies
  acceptInvitation switchOrganization writeMessage closeTicket askForReview`;
const namesOf = (words: string) =>
  words
    .trim()
    .split(/\s+/)
    .map((word) => `${word}Action`);

describe("row 30: roles and actions", () => {
  it("row 30: holds every action of the portal, each once", () => {
    const listed = [...matrix.map(([, words]) => words), own].flatMap(namesOf);
    expect([...listed].sort()).toEqual([...acts.keys()].sort());
    expect(new Set(listed).size).toBe(listed.length);
  });

  it.each(matrix.flatMap(([may, words]) => namesOf(words).map((name) => [name, may] as const)))(
    "row 30: %s is for %j, and refused to every other role",
    async (name, may) => {
      for (const role of roles) {
        const told = await ask(role, acts.get(name)!, inputs[name] ?? {});
        expect([name, role, told === "forbidden"]).toEqual([name, role, !may.includes(role)]);
        // What was asked was well-formed: it is the role that decides.
        expect([name, role, told]).not.toEqual([name, role, "invalid_request"]);
      }
    },
  );
});
