import path from "node:path";
import { encode } from "next-auth/jwt";
import type { ReactNode } from "react";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { startSession } from "@/lib/accounts";
import type { ActionResult } from "@/lib/api/action-result";
import { sessionSecret } from "@/lib/api/auth-options";
import { roles, type Role } from "@/lib/core/actor";
import { newId } from "@/lib/core/ids";
import { db, transaction } from "@/lib/db";
import { createGeneration } from "@/lib/generations";
import { GenerationSettings } from "@/lib/generations/schema";
import { openTicket } from "@/lib/support";
import { createUpload, listUploads } from "@/lib/uploads";
import { createEndpoint, recordEvent } from "@/lib/webhooks";
import { CreateEndpoint } from "@/lib/webhooks/schema";
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

type Page = (props: Record<"params" | "searchParams", Promise<object>>) => Promise<ReactNode>;
type Route = (request: Request, place: { params: Promise<{ id: string }> }) => Promise<Response>;
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
  createProjectAction: { name: "New" },
  countKeyDataAction: { key_id: none("key") },
  eraseKeyDataAction: { key_id: none("key"), password: "wrong" },
  updateProjectAction: { ...id("prj"), change: { archived: true } },
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

async function signIn(role: Role): Promise<void> {
  const { userId } = people.get(role)!;
  const { organizationId } = people.get("owner")!;
  const { id: sessionId } = await startSession({ userId, organizationId, device: "Firefox on Linux" });
  browser.token = await encode({ token: { sessionId }, secret: sessionSecret() });
}

async function ask(role: Role, act: Act, input: unknown): Promise<string> {
  await signIn(role);
  const result = await act(input);
  return result.ok ? "done" : result.error.code;
}

/** Whom each action is for, of the six roles. An auditor reads what proves what happened, no content, and changes nothing. */
const makers: Role[] = ["owner", "admin", "developer"];
const money: Role[] = ["owner", "billing"];
const heads: Role[] = ["owner", "admin"];
const lookers = roles.filter((role) => role !== "auditor");
const matrix: [readonly Role[], string][] = [
  [
    heads,
    `updateOrganization demandSecondFactor setProcessingPolicy createProject updateProject setConsents objectToChange signDpa inviteMember
     revokeInvitation resendInvitation changeRole removeMember countKeyData eraseKeyData`,
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
  [lookers, `getUpload giveFeedback getGeneration listGenerations listShares linkForSlicer`],
  [roles, `getBalance getReceipt listKeys listEndpoints getEndpoint listDeliveries openTicket`],
];

/** Addresses of the portal that answer with a file or a stream, and whom they are for. */
const routes: Record<string, [readonly Role[], Request]> = {
  "credits/csv": [roles, asked("")],
  "credits/statement": [[...money, "auditor"], asked("?month=2026-01&format=pdf")],
  "usage/csv": [roles, asked("")],
  "generations/[id]/events": [lookers, asked("")],
  "privacy/exports/[id]": [roles, asked("")],
  "privacy/imports": [
    makers,
    asked("", { method: "POST", body: "none", headers: { "Content-Length": "4" } }),
  ],
  "privacy/instructions/csv": [[...heads, "auditor"], asked("")],
  "settings/end-users/dpa": [roles, asked("")],
};
function asked(search: string, init?: RequestInit): Request {
  return new Request(`http://localhost/${search}`, init);
}
/** About nobody but who asks, whatever their role; or, at the end, for who is suspended. */
const own = `openPrivacyRequest confirmErasure cancelPrivacyRequest closeAccount revokeSession revokeOtherSessions stepUp
  beginPasskeyProof provePasskey updateProfile changePassword requestEmailChange cancelEmailChange beginPasskey addPasskey
  removePasskey beginSecondFactor confirmSecondFactor renewRecoveryCodes endSecondFactor setMailPreference setGenerationMails acceptPolicies
  acceptInvitation switchOrganization writeMessage closeTicket askForReview`;
const namesOf = (words: string) =>
  words
    .trim()
    .split(/\s+/)
    .map((word) => `${word}Action`);

/** What a page hands to its components, without the components. */
const withoutComponents = (key: string, value: unknown): unknown =>
  key === "type" && typeof value !== "string" ? undefined : value;

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

  it("row 30: holds every file and stream of the portal, each refused to whom it is not for", async () => {
    const files = walk("app/(dashboard)").filter((name) => name.endsWith("/route.ts"));
    const nameOf = (file: string) => file.slice("app/(dashboard)/".length, -"/route.ts".length);
    expect(files.map(nameOf).sort()).toEqual(Object.keys(routes).sort());
    for (const file of files) {
      const { GET, POST } = (await import(path.join(root, file))) as Record<string, Route>;
      const [may, request] = routes[nameOf(file)];
      for (const role of roles) {
        await signIn(role);
        const { status } = await (GET ?? POST)(request.clone(), {
          params: Promise.resolve({ id: none("gen") }),
        });
        expect([file, role, status === 403]).toEqual([file, role, !may.includes(role)]);
        expect([200, 403, 404, 422, 400]).toContain(status);
      }
    }
  });

  it("row 30: opens every page of the portal for every role, with nothing of a model for an auditor", async () => {
    const { ctx } = people.get("owner")!;
    const words = "a keychain “Canary”";
    const made = await createGeneration(ctx, { settings: GenerationSettings.parse({ prompt: words }) });
    const { endpoint } = await createEndpoint(ctx, CreateEndpoint.parse({ url: "https://8.8.8.8/pages" }));
    const ticket = await openTicket(ctx, { subject: "Canary", message: "How?", generation_id: made.id });
    const names = { generations: made.id, webhooks: endpoint.id, support: ticket.id };
    const showing: string[] = [];
    for (const file of walk("app/(dashboard)").filter((name) => name.endsWith("page.tsx"))) {
      const at = file.slice("app/(dashboard)/".length, -"/page.tsx".length);
      const { default: page } = (await import(path.join(root, file))) as { default: Page };
      for (const role of roles) {
        await signIn(role);
        const id = names[at.split("/")[0] as keyof typeof names];
        const search = { a: made.id, from: made.id };
        const shown = page({
          params: Promise.resolve({ id, token: "none" }),
          searchParams: Promise.resolve(search),
        });
        const state = await shown.then(
          (tree) => (JSON.stringify(tree, withoutComponents).includes("Canary") ? "content" : "opens"),
          (error: { digest?: string }) => error.digest ?? String(error),
        );
        if (state === "content") showing.push(`${role} ${at}`);
        // A question to the support is of who asked, for an auditor.
        const closed = role === "auditor" && at === "support/[id]";
        if (closed) expect([at, state]).toEqual([at, "NEXT_HTTP_ERROR_FALLBACK;404"]);
        else expect([at, role, ["opens", "content"].includes(state) || state]).toEqual([at, role, true]);
      }
    }
    expect(showing.filter((cell) => cell.startsWith("auditor"))).toEqual([]);
    const ofViewer = showing.filter((cell) => cell.startsWith("viewer")).map((cell) => cell.slice(7));
    expect(ofViewer.sort()).toEqual([
      "generate",
      "generations",
      "generations/[id]",
      "overview",
      "support",
      "support/[id]",
    ]);
  });

  it("row 30: shows an auditor who processed a model and that a webhook was sent, and nothing of either", async () => {
    const { ctx } = people.get("owner")!;
    const words = "a keychain “Canary”";
    const made = await createGeneration(ctx, { settings: GenerationSettings.parse({ prompt: words }) });
    const { filename } = await createUpload(ctx, {
      content_type: "image/png",
      bytes: 9,
      filename: "Canary.png",
    });
    const { endpoint } = await createEndpoint(ctx, CreateEndpoint.parse({ url: "https://8.8.8.8/canary" }));
    await transaction(ctx, (tx) =>
      recordEvent(tx, ctx, { type: "generation.failed", subjectId: made.id, data: made }),
    );
    expect(filename).toBe("Canary.png");
    const seen = async (role: Role) => {
      await signIn(role);
      const [whole, list, receipt, deliveries] = [
        await acts.get("getGenerationAction")!({ id: made.id }),
        await acts.get("listGenerationsAction")!({}),
        await acts.get("getReceiptAction")!({ id: made.id }),
        await acts.get("listDeliveriesAction")!({ id: endpoint.id }),
      ];
      const { data } = deliveries as unknown as { data: { data: { event_type: string }[] } };
      return {
        states: [whole.ok, list.ok, receipt.ok, data.data[0]?.event_type],
        words: [whole, list, deliveries].map((told) => JSON.stringify(told).includes("Canary")),
        proof: JSON.stringify(receipt).includes(made.id) && !JSON.stringify(receipt).includes("Canary"),
        names: (await listUploads({ ...ctx, actor: { ...ctx.actor, role } as never }, { limit: 1 })).data.map(
          (upload) => upload.filename,
        ),
      };
    };
    expect(await seen("viewer")).toEqual({
      states: [true, true, true, "generation.failed"],
      words: [true, true, true],
      proof: true,
      names: [filename],
    });
    expect(await seen("auditor")).toEqual({
      states: [false, false, true, "generation.failed"],
      words: [false, false, false],
      proof: true,
      names: [null],
    });
  });
});
