import sharp from "sharp";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { clock } from "@/lib/core/clock";
import { db } from "@/lib/db";
import {
  createGeneration,
  deleteGeneration,
  linkForSlicer,
  listShares,
  openShare,
  openShareCard,
  revokeShare,
  shareGeneration,
} from "@/lib/generations";
import { drawShareCard } from "@/lib/generations/draw-share-card";
import { GenerationSettings, type CreateShare, type GenerationRequest } from "@/lib/generations/schema";
import { callApi } from "../support/call-api";
import { freshDatabase } from "../support/database";
import { makeAccount, type TestAccount } from "../support/make-account";
import { makeResult } from "../support/make-result";

const DAY_MS = 24 * 60 * 60 * 1000;

let account: TestAccount;
let id: string;
beforeAll(async () => {
  await freshDatabase();
  account = await makeAccount({ credits: 500 });
  id = await make();
});
const realNow = clock.now;
afterEach(() => {
  clock.now = realNow;
});

async function make(request: GenerationRequest = {}): Promise<string> {
  const settings = GenerationSettings.parse({ prompt: "a tall vase", ...request });
  const { id } = await createGeneration(account.ctx, { settings });
  await makeResult(id);
  return id;
}
const share = (part: Partial<CreateShare> = {}) =>
  shareGeneration(account.ctx, { id, title: "A vase", expires_in_days: 7, allow_download: false, ...part });
const tokenOf = ({ path }: { path: string }): string => path.slice("/share/".length);
const passDays = (days: number): void => {
  const later = new Date(realNow().getTime() + days * DAY_MS);
  clock.now = () => later;
};
const pathOf = (url: string): string => new URL(url).pathname + new URL(url).search;
const missing = { code: "not_found" };

describe("sharing", () => {
  it("shows the model and its measures, and files only where that was said", async () => {
    const made = await share();
    expect(made.embed_path).toBe(made.path.replace("/share/", "/embed/"));
    const shown = await openShare(tokenOf(made));
    expect(shown).toMatchObject({ title: "A vase", size_mm: { x: 1, y: 1, z: 1 }, triangles: 4, files: [] });
    const preview = await callApi("GET", pathOf(shown.preview_url));
    expect([preview.status, preview.text]).toEqual([200, `${id} preview`]);
    const open = await openShare(tokenOf(await share({ allow_download: true })));
    expect(open.files.map(({ format }) => format)).toEqual(["stl"]);
  });

  it("is written down, with who did it and of what", async () => {
    const made = await share();
    await revokeShare(account.ctx, made.id);
    const written = await db().auditEvent.findMany({
      where: { subjectId: id },
      orderBy: { createdAt: "asc" },
    });
    const events = written.filter(({ detail }) => (detail as { share?: string }).share === made.id);
    expect(events.map(({ action, actorId }) => [action, actorId])).toEqual([
      ["generation.share", account.userId],
      ["generation.unshare", account.userId],
    ]);
  });

  it("opens nothing by an altered address, nor by the id that the audit log shows", async () => {
    const made = await share();
    const token = tokenOf(made);
    const flipped = `${token.slice(0, -1)}${token.endsWith("A") ? "B" : "A"}`;
    const other = tokenOf(await share());
    const crossed = `${token.split(".")[0]}.${other.split(".")[1]}`;
    for (const wrong of [flipped, crossed, made.id, token.split(".")[0], `${token}.x`, ""])
      await expect(openShare(wrong)).rejects.toMatchObject(missing);
  });

  it("ends when its time is over, and is no longer listed", async () => {
    const short = await share({ expires_in_days: 1 });
    const endless = await share({ expires_in_days: null });
    passDays(1.01);
    await expect(openShare(tokenOf(short))).rejects.toMatchObject(missing);
    const listed = (await listShares(account.ctx, id)).map((one) => one.id);
    expect(listed).toContain(endless.id);
    expect(listed).not.toContain(short.id);
    expect((await openShare(tokenOf(endless))).title).toBe("A vase");
  });

  it("ends when it is taken back, which a stranger and a viewer cannot do", async () => {
    const made = await share();
    const stranger = await makeAccount();
    await expect(revokeShare(stranger.ctx, made.id)).rejects.toMatchObject(missing);
    await expect(revokeShare(account.as("viewer"), made.id)).rejects.toMatchObject({ code: "forbidden" });
    await revokeShare(account.ctx, made.id);
    await expect(openShare(tokenOf(made))).rejects.toMatchObject(missing);
    await expect(revokeShare(account.ctx, made.id)).rejects.toMatchObject(missing);
  });

  it("dies with the model: the row goes in the same transaction", async () => {
    const mortal = await make();
    const made = await share({ id: mortal, expires_in_days: null });
    await deleteGeneration(account.ctx, mortal);
    await expect(openShare(tokenOf(made))).rejects.toMatchObject(missing);
    await expect(openShareCard(tokenOf(made))).rejects.toMatchObject(missing);
    expect(await db().generationShare.count({ where: { generationId: mortal } })).toBe(0);
  });

  it("shows nothing while the model may only be kept", async () => {
    const held = await make();
    const made = await share({ id: held });
    await db().generation.update({ where: { id: held }, data: { restrictedAt: new Date() } });
    await expect(openShare(tokenOf(made))).rejects.toMatchObject(missing);
    await expect(share({ id: held })).rejects.toMatchObject({ code: "processing_restricted" });
  });

  it("refuses another organization's model, one that is not made, and one that is not kept", async () => {
    const stranger = await makeAccount();
    await expect(listShares(stranger.ctx, id)).rejects.toMatchObject(missing);
    const settings = GenerationSettings.parse({ prompt: "a box" });
    const unmade = await createGeneration(account.ctx, { settings });
    await expect(share({ id: unmade.id })).rejects.toMatchObject({ code: "conflict" });
    const fleeting = await make({ processing: { retention: "zero" } });
    await expect(share({ id: fleeting })).rejects.toMatchObject({ code: "conflict" });
  });

  it("draws a card of 1200 × 630 with the model in its middle", async () => {
    const red = { create: { width: 20, height: 20, channels: 3, background: "#f00" } } as const;
    const clear = { r: 0, g: 0, b: 0, alpha: 0 };
    const thumbnail = await sharp({ create: { width: 64, height: 64, channels: 4, background: clear } })
      .composite([{ input: red }])
      .png()
      .toBuffer();
    const draw = (picture: Uint8Array | null) =>
      drawShareCard(picture).then((card) =>
        sharp(card).removeAlpha().raw().toBuffer({ resolveWithObject: true }),
      );
    const [{ data, info }, empty] = [await draw(thumbnail), await draw(null)];
    expect([info.width, info.height]).toEqual([1200, 630]);
    const at = (from: Buffer, x: number, y: number) => [...from.subarray((y * 1200 + x) * 3).subarray(0, 3)];
    expect(at(data, 600, 315)).toEqual([255, 0, 0]);
    // Where the thumbnail is clear, its ground is the card's own, without a seam.
    for (const x of [290, 420, 780, 910]) expect(at(data, x, 315)).toEqual(at(empty.data, x, 315));
  });
});

describe("a link for a slicer", () => {
  it("is fetched without a key under a name with an ending, and dies after ten minutes", async () => {
    const link = await linkForSlicer(account.ctx, id);
    expect(link).toMatchObject({ format: "stl", expires_in: 600 });
    const url = new URL(link.url);
    expect(url.pathname).toBe(`/api/v1/downloads/${id}/stl/${id}.stl`);
    // Next takes the name off again before the route sees it.
    const routed = `/api/v1/downloads/${id}/stl${url.search}`;
    const fetched = await callApi("GET", routed);
    expect([fetched.status, fetched.text]).toEqual([200, `${id} as stl`]);
    expect((await callApi("GET", routed.replace("/stl?", "/preview?"))).status).toBe(403);
    passDays(600.1 / 86_400);
    expect((await callApi("GET", routed)).status).toBe(403);
  });

  it("prefers the 3MF, and says so where no file suits", async () => {
    const both = await makeWith(["stl", "3mf"]);
    expect((await linkForSlicer(account.ctx, both)).format).toBe("3mf");
    const glb = await makeWith(["glb"]);
    await expect(linkForSlicer(account.ctx, glb)).rejects.toMatchObject({ code: "conflict" });
    const stranger = await makeAccount();
    await expect(linkForSlicer(stranger.ctx, both)).rejects.toMatchObject(missing);
  });
});

async function makeWith(formats: ("stl" | "3mf" | "glb")[]): Promise<string> {
  const settings = GenerationSettings.parse({ prompt: "a box", formats });
  const { id } = await createGeneration(account.ctx, { settings });
  await makeResult(id, formats);
  return id;
}
