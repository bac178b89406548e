import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { GET } from "@/app/api/v1/generations/[id]/events/route";
import { resetLimits } from "@/lib/api/rate-limit";
import { processWide } from "@/lib/core/process-wide";
import { db } from "@/lib/db";
import { cancelGeneration, createGeneration, deleteGeneration, waitForGeneration } from "@/lib/generations";
import { GenerationSettings, type Generation } from "@/lib/generations/schema";
import { publicUrl, makeKey } from "@/tests/support/call-api";
import { freshDatabase } from "@/tests/support/database";
import { makeAccount, type TestAccount } from "@/tests/support/make-account";

let owner: TestAccount;
let key: string;
let id: string;
beforeAll(async () => {
  await freshDatabase();
  owner = await makeAccount({ credits: 10_000 });
  key = await makeKey(owner.ctx);
});
beforeEach(async () => {
  await resetLimits();
  ({ id } = await createGeneration(owner.ctx, { settings: GenerationSettings.parse({ prompt: "a cube" }) }));
});

const open = (headers: Record<string, string> = {}, generation = id) => {
  const url = `${publicUrl}/api/v1/generations/${generation}/events`;
  const request = new Request(url, { headers: { Authorization: `Bearer ${key}`, ...headers } });
  return GET(request, { params: Promise.resolve({ id: generation }) });
};
const work = (data: object) =>
  db().generation.update({ where: { id }, data: { status: "processing", attempt: 1, ...data } });
const finish = () => work({ status: "completed", progress: 100, completedAt: new Date() });
const listening = () => [...processWide("listeners", () => new Map<string, unknown>()).keys()];

/** Reads a stream event by event, as its specification says. */
async function* read(response: Response): AsyncGenerator<{ id: string; event: string; data: Generation }> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
    text += decoder.decode(chunk, { stream: true });
    for (let end = text.indexOf("\n\n"); end >= 0; end = text.indexOf("\n\n")) {
      const fields = Object.fromEntries(
        text
          .slice(0, end)
          .split("\n")
          .map((line) => line.split(/: (.*)/s)),
      );
      text = text.slice(end + 2);
      if (fields.data) yield { id: fields.id, event: fields.event, data: JSON.parse(fields.data) };
    }
  }
}
const next = async (events: ReturnType<typeof read>) => {
  const { value, done } = await events.next();
  if (done) throw new Error("The stream ended");
  return value;
};

describe("a stream of events", () => {
  it("tells how the generation stands, then each change, and ends with it", async () => {
    const response = await open();
    expect(response.headers.get("content-type")).toBe("text/event-stream; charset=utf-8");
    const events = read(response);
    expect(await next(events)).toMatchObject({
      event: "generation.updated",
      data: { id, status: "pending" },
    });
    await work({ progress: 40, stage: "meshing" });
    expect(await next(events)).toMatchObject({ id: "1041", data: { progress: 40, stage: "meshing" } });
    await finish();
    const last = await next(events);
    expect(last).toMatchObject({ id: "1999", event: "generation.completed", data: { status: "completed" } });
    expect((await events.next()).done).toBe(true);
    await vi.waitFor(() => expect(listening()).toEqual([]), 20_000);
  });

  it("goes on behind the event that was seen last, and answers 204 behind the end", async () => {
    await work({ progress: 40 });
    const resumed = read(await open({ "Last-Event-ID": "1041" }));
    await work({ progress: 60 });
    expect(await next(resumed)).toMatchObject({ id: "1061" });
    await finish();
    expect(await next(resumed)).toMatchObject({ id: "1999" });
    const late = await open({ "Last-Event-ID": "1041" });
    expect(await next(read(late))).toMatchObject({ id: "1999" });
    const behind = await open({ "Last-Event-ID": "1999" });
    expect([behind.status, await behind.text()]).toEqual([204, ""]);
    expect(await next(read(await open({ "Last-Event-ID": "nonsense" })))).toMatchObject({ id: "1999" });
  });

  it("tells of a cancellation, and ends without a word where the generation is deleted", async () => {
    const cancelled = read(await open());
    await next(cancelled);
    await cancelGeneration(owner.ctx, id);
    expect(await next(cancelled)).toMatchObject({ event: "generation.cancelled", data: { credits_used: 0 } });

    ({ id } = await createGeneration(owner.ctx, {
      settings: GenerationSettings.parse({ prompt: "a cube" }),
    }));
    const deleted = read(await open());
    await next(deleted);
    await deleteGeneration(owner.ctx, id);
    expect((await deleted.next()).done).toBe(true);
  });

  it("stops listening when its reader goes away", async () => {
    const response = await open();
    const reader = response.body?.getReader();
    await reader?.read();
    expect(listening()).toEqual([`generation_changed:${id}`]);
    await reader?.cancel();
    await vi.waitFor(() => expect(listening()).toEqual([]), 20_000);
  });

  it("is refused for another's generation and to who takes no events", async () => {
    const other = await makeAccount();
    const theirs = await createGeneration(other.ctx, {
      settings: GenerationSettings.parse({ prompt: "a cube" }),
    });
    expect((await open({}, theirs.id)).status).toBe(404);
    expect((await open({ Accept: "application/json" })).status).toBe(406);
    const taken = await open({ Accept: "text/event-stream" });
    expect(taken.status).toBe(200);
    await taken.body?.cancel();
  });
});

it("ends a wait with the change that finishes the generation", async () => {
  const waiting = waitForGeneration(owner.ctx, id, 60);
  await vi.waitFor(() => expect(listening()).toEqual([`generation_changed:${id}`]), 20_000);
  await finish();
  expect((await waiting).status).toBe("completed");
});
