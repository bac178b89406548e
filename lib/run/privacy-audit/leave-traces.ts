import { randomUUID } from "node:crypto";
import { beginSecondFactor } from "@/lib/accounts";
import { updateSpendingControl } from "@/lib/billing";
import { clock } from "@/lib/core/clock";
import { newId } from "@/lib/core/ids";
import { db, type Context } from "@/lib/db";
import { canSendEmail, setMailPreference } from "@/lib/email";
import { askOutside, createProject } from "@/lib/privacy";
import { writeMessage } from "@/lib/support";
import { createUpload, receiveUpload } from "@/lib/uploads";

interface Used {
  canary: string;
  email: string;
  password: string;
  ticketId: string;
  mesh: Uint8Array;
}

/**
 * The parts of the service that take something of a person besides models and keys: a second factor, a project, purchases, an answer
 * of the staff that names them, a file sent ahead, mails they do not want, and a question asked without signing in.
 */
export async function leaveTraces(ctx: Context, used: Used): Promise<void> {
  const { canary, email, password, ticketId, mesh } = used;
  await beginSecondFactor(ctx, { password });
  await createProject(ctx, { name: `Project of ${canary}` });
  await buy(ctx, canary);
  const staff: Context = { ...ctx, actor: { kind: "staff", userId: "usr_audit", role: "operator" } };
  await writeMessage(staff, ticketId, { message: `Dear ${canary}, here is your answer.` });
  await sendAhead(ctx, canary, mesh);
  await setMailPreference({ email }, { topic: "credit_alerts", wanted: false }, "settings");
  if (!canSendEmail()) return;
  await askOutside(
    { kind: "complaint", email, message: `I am ${canary}, and I complain.`, language: "en" },
    "203.0.113.78",
  );
}

/** A purchase as the seller's events leave it, without a seller. */
async function buy(ctx: Context, canary: string): Promise<void> {
  const { organizationId } = ctx;
  await updateSpendingControl(ctx, {
    low_balance_credits: 10,
    monthly_credit_cap: 5000,
    top_up: { on: false, below_credits: 0, pack: "pack_small", quantity: 1, monthly_cents: 0 },
  });
  await db().billingAccount.create({ data: { organizationId, vaultSubject: randomUUID() } });
  const payment = {
    ...{ id: newId("payment"), organizationId, kind: "pack", source: `pi_${randomUUID()}` },
    ...{ description: `A pack for ${canary}`, amountCents: 500, currency: "usd", credits: 0 },
    paidAt: clock.now(),
  };
  await db().billingPayment.create({ data: payment });
}

/** A mesh that arrives whole. */
async function sendAhead(ctx: Context, canary: string, mesh: Uint8Array): Promise<void> {
  const contentType = "model/stl";
  const { id } = await createUpload(ctx, {
    ...{ content_type: contentType, bytes: mesh.byteLength, filename: `${canary}.stl` },
  });
  await receiveUpload(id, { contentType, body: () => inOnePiece(mesh) });
}

async function* inOnePiece(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(bytes);
}
