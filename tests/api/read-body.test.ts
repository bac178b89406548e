import { afterEach, describe, expect, it, vi } from "vitest";
import { readBody } from "@/lib/api/read-body";

const post = (body: BodyInit | null, headers: Record<string, string> = {}) =>
  new Request("http://localhost/", { method: "POST", body, headers, duplex: "half" } as RequestInit);

/** A sender that would go on forever, and notes how much was taken from it. */
function endless() {
  const state = { sentBytes: 0, cancelled: false };
  const stream = new ReadableStream<Uint8Array>({
    pull(controller) {
      state.sentBytes += 1024;
      controller.enqueue(new Uint8Array(1024));
    },
    cancel() {
      state.cancelled = true;
    },
  });
  return { state, stream };
}

describe("works", () => {
  it("joins the chunks", async () => {
    const stream = new Blob(["ab", "cd"]).stream();
    expect(Buffer.from(await readBody(post(stream), 4)).toString()).toBe("abcd");
  });

  it("reads nothing from a request without a body", async () => {
    expect(await readBody(post(null), 10)).toHaveLength(0);
  });
});

describe("refuses with payload_too_large", () => {
  it("a declared length, before anything is read", async () => {
    const request = post(endless().stream, { "Content-Length": "11" });
    await expect(readBody(request, 10)).rejects.toMatchObject({ code: "payload_too_large" });
    expect(request.bodyUsed).toBe(false);
  });

  it("a chunked body as soon as it passes the cap, and lets the sender finish within reason", async () => {
    const { state, stream } = endless();
    await expect(readBody(post(stream), 10_240)).rejects.toMatchObject({ code: "payload_too_large" });
    expect(state).toEqual({ sentBytes: expect.toSatisfy((sent: number) => sent < 20_000), cancelled: false });
    await expect.poll(() => state.cancelled).toBe(true);
    expect(state.sentBytes / 1024 / 1024).toBeCloseTo(64, 0);
  });
});

describe("the pace", () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  /** Sends one chunk a second, for as long as somebody reads, up to `seconds`. */
  const drip = (chunkBytes: number, seconds: number) =>
    new ReadableStream<Uint8Array>({
      async pull(controller) {
        if (seconds-- <= 0) return controller.close();
        await new Promise((resolve) => setTimeout(resolve, 1000));
        controller.enqueue(new Uint8Array(chunkBytes));
      },
    });

  it("of a byte a second is given up within 30 s, with request_timeout", async () => {
    vi.useFakeTimers();
    const outcome = readBody(post(drip(1, 600)), 1_000_000).catch((error: unknown) => error);
    await vi.advanceTimersByTimeAsync(29_000);
    expect(await Promise.race([outcome, "still reading"])).toMatchObject({ code: "request_timeout" });
  });

  it("that stops after a good start is given up within 30 s of it", async () => {
    vi.useFakeTimers();
    let sent = false;
    const stalling = new ReadableStream<Uint8Array>({
      pull(controller) {
        if (sent) return new Promise(() => undefined);
        sent = true;
        controller.enqueue(new Uint8Array(100_000));
      },
    });
    const outcome = readBody(post(stalling), 1_000_000).catch((error: unknown) => error);
    await vi.advanceTimersByTimeAsync(29_000);
    expect(await Promise.race([outcome, "still reading"])).toMatchObject({ code: "request_timeout" });
  });

  it("of a slow line is kept up with", async () => {
    vi.useFakeTimers();
    const outcome = readBody(post(drip(2048, 55)), 1_000_000);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(await outcome).toHaveLength(55 * 2048);
  });
});

it("answers invalid_request where the sender goes away", async () => {
  const broken = new ReadableStream({
    pull(controller) {
      controller.error(new Error("reset"));
    },
  });
  await expect(readBody(post(broken), 10)).rejects.toMatchObject({ code: "invalid_request" });
});
