import { createHmac } from "node:crypto";
import http from "node:http";
import type { AddressInfo } from "node:net";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import sharp from "sharp";
import { withoutMetadata } from "@/components/playground/without-metadata";
import { apiJobs } from "@/lib/api/jobs";
import { uploadThingRoute } from "@/lib/api/uploadthing";
import { overrideEnv } from "@/lib/core/env";
import { db } from "@/lib/db";
import { createUpload, getUpload } from "@/lib/uploads";
import { launchBrowser } from "../support/browser";
import { freshDatabase } from "../support/database";
import { makeAccount, type TestAccount } from "../support/make-account";
import { vasePhoto } from "../support/vase-photo";

/** UploadThing's service as this portal sees it: takes a file at a signed address, keeps it, and calls back. */
const apiKey = "sk_live_localdev";
const token = Buffer.from(JSON.stringify({ apiKey, appId: "localapp", regions: ["local"] })).toString(
  "base64",
);
const sign = (text: string) => `hmac-sha256=${createHmac("sha256", apiKey).update(text).digest("hex")}`;
const files = new Map<string, Buffer>();
const metadata = new Map<string, unknown>();
const removed: string[] = [];
/** All that a page said to it of the files it sent: addresses and forms. */
const said: string[] = [];
let refuses = false;
/** What the portal made of a file, as the service is told after its callback. */
const results = new Map<string, unknown>();
let base: string;
let service: http.Server;
let owner: TestAccount;
let other: TestAccount;
let photo: Uint8Array;

beforeAll(async () => {
  await freshDatabase();
  [owner, other, photo] = [await makeAccount(), await makeAccount(), await vasePhoto()];
  service = http.createServer((request, answer) => void serve(request, answer));
  await new Promise<void>((resolve) => service.listen(0, "127.0.0.1", resolve));
  base = `http://127.0.0.1:${(service.address() as AddressInfo).port}`;
  Object.assign(process.env, { UPLOADTHING_INGEST_URL: base, UPLOADTHING_API_URL: base });
  overrideEnv({ uploadthingToken: token, outboundAllowedNetworks: ["127.0.0.0/8"] });
});
afterAll(() => {
  overrideEnv({ uploadthingToken: undefined, outboundAllowedNetworks: [] });
  delete process.env.UPLOADTHING_INGEST_URL;
  delete process.env.UPLOADTHING_API_URL;
  service.close();
});

async function serve(request: http.IncomingMessage, answer: http.ServerResponse): Promise<void> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  const body = Buffer.concat(parts);
  const { pathname } = new URL(request.url ?? "/", base);
  if (request.method === "HEAD") return void answer.setHeader("x-ut-range-start", "0").end();
  said.push(decodeURIComponent(request.url ?? ""), body.toString("latin1"));
  if (request.method === "PUT") return take(pathname.slice(1), request, body, answer);
  if (pathname.startsWith("/f/")) return void answer.end(files.get(pathname.slice(3)));
  answer.setHeader("Content-Type", "application/json");
  if (pathname === "/route-metadata") {
    const { fileKeys, metadata: about } = JSON.parse(body.toString()) as {
      fileKeys: string[];
      metadata: unknown;
    };
    for (const key of fileKeys) metadata.set(key, about);
  }
  if (pathname === "/callback-result") {
    const { fileKey, callbackData } = JSON.parse(body.toString()) as {
      fileKey: string;
      callbackData: unknown;
    };
    results.set(fileKey, callbackData);
  }
  if (pathname.endsWith("/deleteFiles") && refuses) return void answer.writeHead(400).end("{}");
  if (pathname.endsWith("/deleteFiles"))
    removed.push(...(JSON.parse(body.toString()) as { fileKeys: string[] }).fileKeys);
  answer.end(JSON.stringify({ ok: true, success: true, deletedCount: 1 }));
}

/** A page's own request: keeps the file, calls the portal back, and answers with what came of it. */
async function take(
  key: string,
  { headers }: http.IncomingMessage,
  body: Buffer,
  answer: http.ServerResponse,
): Promise<void> {
  const form = await new Response(new Uint8Array(body), {
    headers: { "Content-Type": headers["content-type"] ?? "" },
  }).formData();
  const bytes = new Uint8Array(await (form.get("file") as File).arrayBuffer());
  await expect.poll(() => metadata.has(key)).toBe(true);
  await callBack(key, bytes);
  await expect.poll(() => results.has(key)).toBe(true);
  const url = `${base}/f/${key}`;
  answer.setHeader("Content-Type", "application/json");
  answer.end(JSON.stringify({ url, appUrl: url, ufsUrl: url, fileHash: "h", serverData: results.get(key) }));
}

const routeOf = (account: TestAccount) => uploadThingRoute(() => Promise.resolve(account.ctx));
const announce = () =>
  createUpload(owner.ctx, { content_type: "image/jpeg", bytes: photo.length, filename: "vase.jpg" });

/** What the page's uploader asks for: a signed address for one file. */
const ask = (account: TestAccount, uploadId: string, type = "image/jpeg") =>
  routeOf(account)(
    new Request("http://localhost:3000/api/uploadthing?actionType=upload&slug=picture", {
      method: "POST",
      headers: {
        "Content-Type": "application/json",
        "x-uploadthing-package": "@uploadthing/react",
        "x-uploadthing-version": "7.7.4",
      },
      body: JSON.stringify({
        files: [{ name: "vase.jpg", size: photo.length, type, lastModified: 1 }],
        input: { uploadId },
      }),
    }),
  );

async function callBack(key: string, bytes: Uint8Array, signature?: string): Promise<Response> {
  files.set(key, Buffer.from(bytes));
  const url = `${base}/f/${key}`;
  const file = {
    key,
    url,
    appUrl: url,
    ufsUrl: url,
    name: "vase.jpg",
    size: bytes.length,
    type: "image/jpeg",
    customId: null,
    lastModified: 0,
    fileHash: "h",
  };
  const payload = JSON.stringify({ status: "uploaded", file, origin: base, metadata: metadata.get(key) });
  return routeOf(owner)(
    new Request("http://localhost:3000/api/uploadthing?slug=picture", {
      method: "POST",
      headers: {
        "Content-Type": "application/json",
        "uploadthing-hook": "callback",
        "x-uploadthing-signature": signature ?? sign(payload),
        "x-uploadthing-be-adapter": "server",
      },
      body: payload,
    }),
  );
}

describe("a picture through UploadThing", () => {
  it("row 16: is taken over into the announced upload, encrypted here, and removed there", async () => {
    const upload = await announce();
    const answer = await ask(owner, upload.id);
    expect(answer.status).toBe(200);
    const [{ key, url }] = (await answer.json()) as { key: string; url: string }[];
    expect(url.startsWith(`${base}/`)).toBe(true);
    await expect.poll(() => metadata.get(key)).toEqual({ uploadId: upload.id, contentType: "image/jpeg" });
    expect((await callBack(key, photo)).status).toBe(200);
    await expect.poll(async () => (await getUpload(owner.ctx, upload.id)).status).toBe("ready");
    await expect.poll(() => removed).toContain(key);
  });

  it("row 16: is removed within five minutes also where the service refuses at first, or this process dies", async () => {
    const upload = await announce();
    const [{ key }] = (await (await ask(owner, upload.id)).json()) as { key: string }[];
    await expect.poll(() => metadata.has(key)).toBe(true);
    refuses = true;
    const before = Date.now();
    await callBack(key, photo);
    await expect.poll(() => results.has(key)).toBe(true);
    expect((await getUpload(owner.ctx, upload.id)).status).toBe("ready");
    const jobs = await db().$queryRaw<{ payload: { key: string }; run_at: Date; max_attempts: number }[]>`
      SELECT payload, run_at, max_attempts FROM graphile_worker._private_jobs
      WHERE payload::text LIKE ${`%${key}%`}`;
    expect(jobs.map(({ payload }) => payload)).toEqual([{ key }]);
    expect(jobs[0].run_at.getTime() - before).toBeLessThan(5 * 60_000);
    expect(jobs[0].max_attempts).toBeGreaterThan(10);
    const run = () => apiJobs["uploadthing.remove"]({ key }, {} as never);
    await expect(run()).rejects.toThrow();
    expect(removed).not.toContain(key);
    refuses = false;
    await run();
    await run();
    expect(removed.filter((each) => each === key)).toHaveLength(2);
  });

  it("that is none stays out, and is removed there all the same", async () => {
    const upload = await announce();
    const [{ key }] = (await (await ask(owner, upload.id)).json()) as { key: string }[];
    await expect.poll(() => metadata.has(key)).toBe(true);
    await callBack(key, new Uint8Array(photo.length).fill(7));
    await expect.poll(() => removed).toContain(key);
    expect((await getUpload(owner.ctx, upload.id)).status).toBe("waiting");
  });

  it("is refused for another's upload, another kind of file, and a callback that nobody signed", async () => {
    const upload = await announce();
    expect((await ask(other, upload.id)).status).toBe(403);
    expect((await ask(owner, upload.id, "application/x-msdownload")).status).toBe(400);
    const [{ key }] = (await (await ask(owner, upload.id)).json()) as { key: string }[];
    await expect.poll(() => metadata.has(key)).toBe(true);
    expect((await callBack(key, photo, sign("another payload"))).status).toBe(400);
    expect((await getUpload(owner.ctx, upload.id)).status).toBe("waiting");
  });

  it("leaves a browser with its progress, and comes back with why its bytes were refused", async () => {
    const { outputFiles } = await build({
      stdin: {
        contents: `
          import { sendThroughUploadThing } from "@/components/playground/send-through-uploadthing";
          window.send = async (id, bytes) => {
            const steps = [];
            const blob = new Blob([new Uint8Array(bytes)], { type: "image/jpeg" });
            const sending = { onProgress: (sent) => steps.push(sent), signal: AbortSignal.timeout(30_000) };
            const problem = await sendThroughUploadThing(id, blob, sending)
              .then(() => null, (error) => [error.name, error.message]);
            return { problem, sent: steps.at(-1) };
          };`,
        loader: "ts",
        resolveDir: process.cwd(),
      },
      bundle: true,
      write: false,
      format: "esm",
      alias: { "@": process.cwd() },
      define: { "process.env.NODE_ENV": '"production"', "process.env": "{}" },
    });
    const browser = await launchBrowser();
    try {
      const page = await browser.newPage();
      await page.route(`${base}/api/uploadthing**`, async (route) => {
        const asked = route.request();
        const answer = await routeOf(owner)(
          new Request(asked.url(), {
            method: asked.method(),
            headers: asked.headers(),
            ...(asked.method() === "POST" && { body: asked.postData() }),
          }),
        );
        await route.fulfill({
          status: answer.status,
          contentType: "application/json",
          body: await answer.text(),
        });
      });
      await page.route(`${base}/page`, (route) =>
        route.fulfill({
          contentType: "text/html",
          body: `<script type="module">${outputFiles[0].text.replaceAll("</script", "<\\/script")}</script>`,
        }),
      );
      await page.goto(`${base}/page`);
      const send = (id: string, bytes: Uint8Array) =>
        page.evaluate(
          ([upload, numbers]) =>
            (window as unknown as { send: (id: string, bytes: number[]) => Promise<unknown> }).send(
              upload as string,
              numbers as number[],
            ),
          [id, [...bytes]] as const,
        );
      const good = await announce();
      expect(await send(good.id, photo)).toEqual({ problem: null, sent: photo.length });
      expect((await getUpload(owner.ctx, good.id)).status).toBe("ready");
      // Neither the page's own words to the service nor the callback's name the file or the person.
      for (const line of said) expect(line).not.toMatch(/vase\.jpg|@example\.com/);
      const bad = await announce();
      expect(await send(bad.id, new Uint8Array(photo.length).fill(7))).toMatchObject({
        problem: ["SendError", expect.stringMatching(/picture/)],
      });
      expect((await getUpload(owner.ctx, bad.id)).status).toBe("waiting");
    } finally {
      await browser.close();
    }
  });

  it.each(["jpeg", "png", "webp"] as const)(
    "row 16: leaves as %s without what a camera wrote, and otherwise as it was",
    async (format) => {
      const exif = {
        IFD0: { Artist: "Ada Canary", Orientation: "6" },
        IFD3: { GPSLatitudeRef: "N", GPSLatitude: "52/1 30/1 0/1" },
      };
      const drawing = sharp(photo).resize(64, 48, { fit: "fill" });
      const bytes = await drawing.withExif(exif).withXmp("<x>Ada Canary</x>").toFormat(format).toBuffer();
      expect(bytes.toString("latin1")).toContain("Ada Canary");
      const cleaned = await withoutMetadata(new Blob([new Uint8Array(bytes)], { type: `image/${format}` }));
      const left = Buffer.from(await cleaned.arrayBuffer());
      expect([left.includes("Ada Canary"), left.includes("GPS"), cleaned.type]).toEqual([
        false,
        false,
        `image/${format}`,
      ]);
      const pixels = (of: Buffer) => sharp(of).raw().toBuffer();
      expect((await pixels(left)).equals(await pixels(bytes))).toBe(true);
      const { exif: rest, xmp } = await sharp(left).metadata();
      expect([rest?.length ?? 0, xmp]).toEqual([format === "jpeg" ? 32 : 0, undefined]);
      const turn = async (of: Buffer) => (await sharp(of).metadata()).orientation;
      if (format === "jpeg") expect(await turn(left)).toBe(await turn(bytes));
      const broken = new Blob([new Uint8Array(bytes.subarray(0, 40))]);
      expect((await withoutMetadata(broken)).size).toBeLessThanOrEqual(40);
    },
  );

  it("is answered with 404 where no account is set", async () => {
    const upload = await announce();
    overrideEnv({ uploadthingToken: undefined });
    expect((await ask(owner, upload.id)).status).toBe(404);
    overrideEnv({ uploadthingToken: token });
  });
});
