import { beforeAll, expect, it, onTestFinished, vi } from "vitest";
import { getBalance } from "@/lib/credits";
import { db } from "@/lib/db";
import { createGeneration } from "@/lib/generations";
import { GenerationSettings } from "@/lib/generations/schema";
import { writeGeneration } from "@/lib/generations/write-generation";
import { hasJob } from "@/lib/jobs";
import { acceptWebhookUrl } from "@/lib/webhooks";
import { freshDatabase } from "../support/database";
import { makeAccount } from "../support/make-account";

beforeAll(async () => {
  await freshDatabase();
});

const words = { settings: GenerationSettings.parse({ prompt: "a vase" }) };

/** A row that is not written yet: another one's under an id of its own. */
async function anotherRow(ctx: Parameters<typeof createGeneration>[0], id: string) {
  const made = await createGeneration(ctx, words);
  return { ...(await db().generation.findUniqueOrThrow({ where: { id: made.id } })), id };
}

it("sends the event to every endpoint that wants it and to the row's own address, and plans the deadline", async () => {
  const { ctx, organizationId } = await makeAccount();
  const row = await anotherRow(ctx, "gen_0000000000000000000001");
  vi.spyOn(await import("@/lib/webhooks/check-webhook-url"), "checkWebhookUrl").mockResolvedValue(undefined);
  onTestFinished(() => void vi.restoreAllMocks());
  await acceptWebhookUrl(organizationId, "https://receiver.example/one");
  const endpoint = (id: string, eventTypes: string[], disabledAt: Date | null = null) => ({
    id: `${id}_${organizationId}`,
    organizationId,
    url: "https://receiver.example/all",
    description: "",
    eventTypes,
    disabledAt,
    sealedSecret: new Uint8Array(32),
  });
  await db().webhookEndpoint.createMany({
    data: [
      endpoint("every", []),
      endpoint("this", ["generation.failed", "generation.created"]),
      endpoint("other", ["generation.failed"]),
      endpoint("off", [], new Date()),
    ],
  });

  await writeGeneration(ctx, {
    ...row,
    webhookUrl: "https://receiver.example/one",
    deadlineAt: new Date(Date.now() + 60_000),
  });

  const event = await db().event.findFirstOrThrow({
    where: { subjectId: row.id },
    include: { deliveries: true },
  });
  expect(event).toMatchObject({ organizationId, type: "generation.created", data: { id: row.id } });
  const signer = organizationId.replace("org_", "whe_");
  expect(event.deliveries.map(({ endpointId, url }) => [endpointId, url]).sort()).toEqual(
    [
      [`every_${organizationId}`, null],
      [`this_${organizationId}`, null],
      [signer, "https://receiver.example/one"],
    ].sort(),
  );
  for (const { id, status, attempts } of event.deliveries) {
    expect([status, attempts, id.slice(0, 4)]).toEqual(["pending", 0, "whd_"]);
    expect(await hasJob(`webhook.deliver:${id}:1`)).toBe(true);
  }
  const [expiry] = await db().$queryRaw<{ job: string }[]>`
    SELECT task_identifier AS job FROM graphile_worker.jobs
    WHERE task_identifier = 'generation.expire' AND run_at > now() + interval '50 seconds'`;
  expect(expiry).toEqual({ job: "generation.expire" });
});

it("writes every column as it was given, and who did it", async () => {
  const { ctx, organizationId } = await makeAccount();
  const row = {
    ...(await anotherRow(ctx, "gen_0000000000000000000002")),
    prompt: 'quotes " \\ and ünïcode 花瓶',
    formats: ["stl", "glb"],
    metadata: { order: "A-17", empty: "" },
    inputBytes: 9_007_199_254_740_993n,
    sizeMm: 0.1,
    endUserHash: "hash",
    endUserSealed: Uint8Array.from({ length: 256 }, (_, byte) => byte),
  };
  await writeGeneration(ctx, row);
  const { endUserSealed, ...written } = await db().generation.findUniqueOrThrow({ where: { id: row.id } });
  expect({ ...written, endUserSealed: [...(endUserSealed ?? [])] }).toEqual({
    ...row,
    endUserSealed: [...row.endUserSealed],
  });
  const audit = await db().auditEvent.findFirstOrThrow({ where: { subjectId: row.id } });
  expect(audit).toMatchObject({ organizationId, actorKind: "user", action: "generation.create" });
  expect(audit.detail).toEqual({ quality: "default", credits: row.credits });
});

it("writes nothing of one that was made already, and moves no credits again", async () => {
  const { ctx, organizationId } = await makeAccount();
  const { id } = await createGeneration(ctx, words);
  const row = await db().generation.findUniqueOrThrow({ where: { id } });
  const balance = await getBalance(organizationId);
  await expect(writeGeneration(ctx, row)).rejects.toMatchObject({ code: "conflict" });
  expect(await getBalance(organizationId)).toBe(balance);
  expect(await db().event.count({ where: { subjectId: id } })).toBe(1);
  expect(await db().auditEvent.count({ where: { subjectId: id } })).toBe(1);
});
