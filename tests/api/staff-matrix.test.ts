import path from "node:path";
import { encode } from "next-auth/jwt";
import type { ReactNode } from "react";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { startSession } from "@/lib/accounts";
import type { ActionResult } from "@/lib/api/action-result";
import { sessionSecret } from "@/lib/api/auth-options";
import { staffRoles, type StaffRole } from "@/lib/core/actor";
import { clock } from "@/lib/core/clock";
import { newId } from "@/lib/core/ids";
import { db } from "@/lib/db";
import { openTicket } from "@/lib/support";
import { freshDatabase } from "@/tests/support/database";
import { makeAccount } from "@/tests/support/make-account";
import { root, walk } from "@/tests/support/source-files";

const browser = vi.hoisted(() => ({ token: "" }));
vi.mock("next/headers", () => ({
  headers: () => Promise.resolve(new Headers()),
  cookies: () => Promise.resolve({ get: () => ({ value: browser.token }), set: () => undefined }),
}));
vi.mock("next/cache", () => ({ revalidatePath: () => undefined }));

/** Every action and page of the staff, asked by each staff role and by a customer, to whom there is no such thing. */

type Act = (input: unknown) => Promise<ActionResult<unknown>>;
type Page = (props: Record<"params" | "searchParams", Promise<object>>) => Promise<ReactNode>;
type Asker = StaffRole | "customer";
const askers: readonly Asker[] = [...staffRoles, "customer"];

const none = (prefix: string) => `${prefix}_${"0".repeat(22)}`;
const id = (prefix: string) => ({ id: none(prefix) });
const reason = "Because the matrix asks for it.";
const then = "2030-01-01T00:00:00.000Z";
const ofNobody = { organization_id: "org_none" };
const alerts = { operator: newId("alert"), privacy: newId("alert") };
const entry = {
  ...{ name: "Nobody", purpose: "Nothing", country: "DE", trains: false, retention: "Not at all" },
  ...{ policy_url: "https://nobody.example/privacy", transfer_mechanism: "none needed" },
  ...{ data_categories: ["pictures"], endpoints: ["POST /api/v1/generations"] },
};

/** Well-formed, about things that are not there: whoever may, is told so. */
const inputs: Record<string, unknown> = {
  grantCredits: { ...ofNobody, amount: 1, reason },
  adjustCredits: { ...ofNobody, amount: 1, reason },
  refundAsStaff: { ...ofNobody, payment_id: none("pay"), reason },
  suspend: { ...ofNobody, reason },
  liftSuspension: ofNobody,
  decideReview: { ...ofNobody, decision: "lift", reason },
  "acknowledgeAlert of operators": { id: alerts.operator },
  "acknowledgeAlert of the privacy desk": { id: alerts.privacy },
  restartJob: { id: "0" },
  answerTicket: { ...id("tkt"), message: "Hello" },
  closeTicketAsStaff: id("tkt"),
  answerRequest: { ...id("prq"), answer: reason, outcome: "completed" },
  extendRequest: { ...id("prq"), reason },
  acknowledgeRequest: id("prq"),
  decideChildReport: { ...id("prq"), is_child: false, answer: reason },
  placeHold: { user_id: "usr_none", reason, authority: "A court, 1/2026" },
  releaseHold: id("hld"),
  planLifting: { user_id: "usr_none", lifts_at: then, reason },
  keepRestriction: id("prq"),
  recordBreach: { summary: reason, first_alert_at: "2026-01-01T00:00:00Z", aware_at: "2026-01-01T00:00:00Z" },
  assessBreach: {
    ...{ ...id("brc"), risk: "none", categories: [], people_count: null, organization_ids: [] },
    ...{ consequences: "", measures: "" },
  },
  reportBreach: { ...id("brc"), authority: "An authority" },
  tellAffected: id("brc"),
  closeBreach: { ...id("brc"), note: reason },
  recordLegalRequest: {
    ...{ authority: "A court", reference: "1", basis: "A law", demands: reason, scope: ["contact"] },
    ...{ user_id: "usr_none", received_at: "2026-01-01T00:00:00Z" },
  },
  approveLegalRequest: id("lgl"),
  refuseLegalRequest: { ...id("lgl"), reason },
  answerLegalRequest: id("lgl"),
  tellOfLegalRequest: id("lgl"),
  draftChange: { kind: "added", summary: reason, entry },
  announceChange: { ...id("pch"), effective_at: then },
  withdrawChange: id("pch"),
  draftPolicy: { document: "cookies", text: reason.repeat(9), summary: reason, material: false },
  discardPolicy: { document: "cookies", version: 999 },
  schedulePolicy: { document: "cookies", version: 999, effective_at: then },
};

const all: StaffRole[] = [...staffRoles];
const matrix: [readonly StaffRole[], string[]][] = [
  [
    ["operator"],
    [
      "grantCredits",
      "suspend",
      "liftSuspension",
      "decideReview",
      "restartJob",
      "acknowledgeAlert of operators",
    ],
  ],
  [
    ["support", "operator"],
    ["adjustCredits", "refundAsStaff"],
  ],
  [all, ["answerTicket", "closeTicketAsStaff"]],
  [
    ["privacy", "operator"],
    [
      ...["acknowledgeAlert of the privacy desk", "answerRequest", "extendRequest", "acknowledgeRequest"],
      ...["decideChildReport", "placeHold", "releaseHold", "planLifting", "keepRestriction", "recordBreach"],
      ...["assessBreach", "reportBreach", "tellAffected", "closeBreach", "recordLegalRequest"],
      ...["approveLegalRequest", "refuseLegalRequest", "answerLegalRequest", "tellOfLegalRequest"],
      ...[
        "draftChange",
        "announceChange",
        "withdrawChange",
        "draftPolicy",
        "discardPolicy",
        "schedulePolicy",
      ],
    ],
  ],
];

const desk: StaffRole[] = ["privacy", "operator"];
const pages: Record<string, readonly StaffRole[]> = {
  "": all,
  alerts: all,
  generations: all,
  jobs: all,
  organizations: all,
  "organizations/[id]": all,
  people: all,
  statistics: all,
  tickets: all,
  "tickets/[id]": all,
  privacy: desk,
  "privacy/breaches": desk,
  "privacy/holds": desk,
  "privacy/legal-requests": desk,
  "privacy/policies": desk,
  "privacy/policies/[document]": desk,
  "privacy/processors": desk,
  "privacy/restrictions": desk,
};

const tokens = new Map<Asker, string>();
const acts = new Map<string, Act>();
const named = { id: "", ticket: "" };

beforeAll(async () => {
  await freshDatabase();
  for (const role of askers) {
    const { userId, organizationId } = await makeAccount({ credits: 0 });
    if (role !== "customer") await db().user.update({ where: { id: userId }, data: { staffRole: role } });
    const session = await startSession({ userId, organizationId, device: "Firefox on Linux" });
    tokens.set(role, await encode({ token: { sessionId: session.id }, secret: sessionSecret() }));
    if (role !== "customer") continue;
    named.id = organizationId;
    const actor = { kind: "user", userId, sessionId: session.id, role: "owner" } as const;
    const ctx = { actor, organizationId, requestId: "req_test" };
    named.ticket = (await openTicket(ctx, { subject: "A question", message: "How?" })).id;
  }
  for (const [desk, alert] of Object.entries(alerts)) {
    const now = clock.now();
    const data = {
      id: alert,
      subject: `test:${desk}`,
      summary: "Test",
      desk,
      startedAt: now,
      nextToldAt: now,
    };
    await db().alert.create({ data });
  }
  for (const file of walk("app/admin").filter((name) => name.endsWith("actions.ts")))
    for (const [name, act] of Object.entries((await import(path.join(root, file))) as Record<string, Act>))
      acts.set(name.replace(/Action$/, ""), act);
});

describe("row 30: staff roles, their actions and their pages", () => {
  const cells = matrix.flatMap(([may, names]) => names.map((name) => [name, may] as const));

  it("row 30: holds every action of the staff, each once", () => {
    const names = cells.map(([name]) => name);
    expect(new Set(names).size).toBe(names.length);
    expect([...new Set(names.map((name) => name.split(" ")[0]))].sort()).toEqual([...acts.keys()].sort());
    expect(Object.keys(inputs).sort()).toEqual(names.sort());
  });

  it.each(cells)(
    "row 30: %s is for %j, refused to other staff, and nowhere for a customer",
    async (name, may) => {
      const told: Record<string, string> = {};
      for (const role of askers) {
        browser.token = tokens.get(role)!;
        const result = await acts.get(name.split(" ")[0])!(inputs[name]);
        told[role] = result.ok ? "done" : result.error.code;
      }
      for (const role of staffRoles) {
        expect([name, role, told[role] === "forbidden"]).toEqual([name, role, !may.includes(role)]);
        // What was asked was well-formed: it is the role that decides.
        expect(["done", "not_found", "conflict", "forbidden"]).toContain(told[role]);
      }
      expect([name, told.customer]).toEqual([name, "not_found"]);
    },
  );

  it("row 30: holds every page of the staff, each once", () => {
    const files = walk("app/admin").filter((name) => name.endsWith("page.tsx"));
    const listed = files.map((file) => file.slice("app/admin/".length).replace(/\/?page\.tsx$/, ""));
    expect(listed.sort()).toEqual(Object.keys(pages).sort());
  });

  it.each(Object.entries(pages))(
    "row 30: the page /admin/%s opens for %j, and for nobody else",
    async (at, may) => {
      const file = path.join(root, "app/admin", at, "page.tsx");
      const { default: page } = (await import(file)) as { default: Page };
      const params = { document: "cookies", id: at.startsWith("tickets") ? named.ticket : named.id };
      for (const role of askers) {
        browser.token = tokens.get(role)!;
        const shown = page({ params: Promise.resolve(params), searchParams: Promise.resolve({}) });
        const state = await shown.then(
          () => "opens",
          (error: { digest?: string; code?: string }) => error.digest ?? error.code,
        );
        const open = role !== "customer" && may.includes(role);
        expect([at, role, state]).toEqual([at, role, open ? "opens" : "NEXT_HTTP_ERROR_FALLBACK;404"]);
      }
    },
  );
});
