import { beforeAll, expect, it } from "vitest";
import { newId } from "@/lib/core/ids";
import { db, transaction, type Context } from "@/lib/db";
import { Event, recordEvent } from "@/lib/webhooks";
import { freshDatabase } from "@/tests/support/database";

beforeAll(async () => {
  await freshDatabase();
});

const ctx: Context = {
  actor: { kind: "system", name: "worker" },
  organizationId: newId("organization"),
  requestId: "req_test",
};
const event = {
  type: "generation.completed",
  subjectId: "gen_a",
  data: { credits_used: 4, files: ["stl"] },
} as const;

it("writes the event of the context's organization, in the public shape", async () => {
  const recorded = await transaction(undefined, (tx) =>
    recordEvent(tx, ctx, { ...event, data: { ...event.data } }),
  );
  expect(Event.parse(recorded)).toMatchObject({
    id: expect.stringMatching(/^evt_\w{22}$/),
    object: "event",
    type: "generation.completed",
    subject_id: "gen_a",
    data: { credits_used: 4, files: ["stl"] },
  });
  const row = await db().event.findUniqueOrThrow({ where: { id: recorded.id } });
  expect(row).toMatchObject({
    organizationId: ctx.organizationId,
    type: event.type,
    subjectId: "gen_a",
    data: event.data,
  });
  expect(row.createdAt.toISOString()).toBe(recorded.created_at);
});

it("leaves no event where its cause is rolled back", async () => {
  const before = await db().event.count();
  const undone = transaction(undefined, async (tx) => {
    await recordEvent(tx, ctx, { type: "generation.failed", subjectId: "gen_b" });
    throw new Error("rolled back");
  });
  await expect(undone).rejects.toThrow("rolled back");
  expect(await db().event.count()).toBe(before);
});
