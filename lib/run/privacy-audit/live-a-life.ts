import { checkPassword, requestEmailChange, setEmail, startSession } from "@/lib/accounts";
import { newId } from "@/lib/core/ids";
import { grantCredits, signUp } from "@/lib/credits";
import { canSendEmail } from "@/lib/email";
import type { Context } from "@/lib/db";
import { createGeneration, giveFeedback, shareGeneration } from "@/lib/generations";
import { GenerationSettings } from "@/lib/generations/schema";
import { attestation, createKey } from "@/lib/keys";
import { getCurrentPolicy } from "@/lib/policies";
import { requiredDocuments } from "@/lib/policies/schema";
import { checkPrint } from "@/lib/prints";
import { PrintCheckSettings } from "@/lib/prints/schema";
import { createRequest, openPrivacyRequest, setConsents, setProcessingPolicy } from "@/lib/privacy";
import { openTicket } from "@/lib/support";
import { createUpload } from "@/lib/uploads";
import { recordRequests } from "@/lib/usage";
import { createEndpoint } from "@/lib/webhooks";
import { leaveTraces } from "./leave-traces";

export interface Life {
  userId: string;
  organizationId: string;
  email: string;
  password: string;
  /** Signed in, as the owner. */
  ctx: Context;
  generationId: string;
}

/** Four sides, one millimetre: the smallest mesh that closes. */
const TETRAHEDRON = `solid t
${[
  ["0 0 0", "0 1 0", "1 0 0"],
  ["0 0 0", "1 0 0", "0 0 1"],
  ["0 0 0", "0 0 1", "0 1 0"],
  ["1 0 0", "0 1 0", "0 0 1"],
]
  .map(
    (corners) =>
      `facet normal 0 0 0\nouter loop\n${corners.map((at) => `vertex ${at}`).join("\n")}\nendloop\nendfacet`,
  )
  .join("\n")}
endsolid t
`;

/**
 * Signs somebody up and uses everything that takes something of a person, with a word that stands nowhere else wherever a
 * person can write one. `finish` makes the generation's model.
 */
export async function liveALife(
  canary: string,
  finish: (generationId: string) => Promise<void>,
): Promise<Life> {
  const email = `${canary}@example.com`;
  const password = `walnut harbour ${canary} noon`;
  const firstEmail = `first.${email}`;
  const person = { email: firstEmail, password, name: `Ada ${canary}`, organizationName: `${canary} works` };
  const accepted = await Promise.all(
    requiredDocuments.map(async (document) => {
      const { version, sha256 } = await getCurrentPolicy(document);
      return { document, version, sha256 };
    }),
  );
  const { user, organization } = await signUp({ ...person, accepted }, { requestId: newId("request") });
  const requestId = newId("request");
  await setEmail(
    { actor: { kind: "system", name: "audit" }, organizationId: organization.id, requestId },
    user.id,
    email,
  );
  const session = await startSession({ userId: user.id, device: "Firefox on Linux" });
  const ctx: Context = {
    actor: { kind: "user", userId: user.id, sessionId: session.id, role: "owner" },
    organizationId: organization.id,
    requestId,
  };
  if (canSendEmail()) await requestEmailChange(ctx, { new_email: `next.${email}` }, "en");
  await grantCredits(
    { ...ctx, actor: { kind: "system", name: "audit" } },
    { amount: 500, reason: "Audit", cause: `${organization.id}:audit`, source: "support" },
  );
  await checkPassword({ email, password: `${canary} guessed wrongly` });
  const generationId = await make(ctx, canary, finish);
  const ticketId = await writeElsewhere(ctx, canary, generationId);
  await leaveTraces(ctx, { canary, email, password, ticketId, mesh: new TextEncoder().encode(TETRAHEDRON) });
  return { userId: user.id, organizationId: organization.id, email, password, ctx, generationId };
}

async function make(ctx: Context, canary: string, finish: (id: string) => Promise<void>): Promise<string> {
  const settings = GenerationSettings.parse({
    prompt: canary,
    engine: "text",
    metadata: { order: canary },
    end_user_id: `customer-${canary}`,
    processing: { training: "allow" },
    webhook_url: `https://receiver.invalid/${canary}`,
  });
  const { id } = await createGeneration(ctx, { settings });
  await finish(id);
  await giveFeedback(ctx, id, { rating: "good", comment: `Fine, says ${canary}` });
  await shareGeneration(ctx, { id, title: `By ${canary}`, expires_in_days: null, allow_download: true });
  return id;
}

async function writeElsewhere(ctx: Context, canary: string, generationId: string): Promise<string> {
  const { key } = await createKey(ctx, { name: `${canary} key`, end_user_attestation: attestation.version });
  await createEndpoint(ctx, {
    url: `https://receiver.invalid/hooks/${canary}`,
    description: `For ${canary}`,
    event_types: [],
  });
  await createUpload(ctx, { content_type: "image/png", bytes: 100, filename: `${canary}.png` });
  await checkPrint(ctx, PrintCheckSettings.parse({}), new TextEncoder().encode(TETRAHEDRON));
  const ticket = await openTicket(ctx, {
    subject: `About ${canary}`,
    message: `I am ${canary} and have a question.`,
    generation_id: generationId,
  });
  await setConsents(ctx, { consents: [{ purpose: "training", given: true, version: 1 }] }, "203.0.113.77");
  await setProcessingPolicy(ctx, { deny: [`provider-${canary}`] });
  await createRequest(ctx, { type: "access", end_user_id: `customer-${canary}` });
  await openPrivacyRequest(ctx, { type: "correction", message: `My name is not ${canary} any more.` });
  await recordRequests([
    {
      ...{ id: newId("request"), organizationId: ctx.organizationId, apiKeyId: key.id, method: "GET" },
      ...{ endpoint: "/api/v1/credits", statusCode: 200, creditsUsed: 0, generationId, durationMs: 3 },
      ...{ parameters: {}, errorCode: null, ipAddress: "203.0.113.7", userAgent: canary },
      createdAt: new Date(),
    },
  ]);
  return ticket.id;
}
