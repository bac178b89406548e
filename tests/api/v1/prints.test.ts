import { deflateRawSync } from "node:zlib";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { resetLimits } from "@/lib/api/rate-limit";
import { overrideEnv } from "@/lib/core/env";
import { getBalance } from "@/lib/credits";
import { db, listen } from "@/lib/db";
import { closeEngines, configureEngines } from "@/lib/engines";
import { writePly } from "@/lib/geometry/formats/write-ply";
import { writeStl } from "@/lib/geometry/formats/write-stl";
import { zipArchive } from "@/lib/geometry/formats/zip-archive";
import { processMesh } from "@/lib/engines/local/process-mesh";
import { waitForConversion } from "@/lib/prints";
import { completePrint } from "@/lib/prints/end-print";
import { printJobs, printJobsExhausted } from "@/lib/prints/jobs";
import type { Conversion, PrintCheck } from "@/lib/prints/schema";
import { objectExists } from "@/lib/storage";
import { buildEngineThread } from "../../support/build-engine-thread";
import { callApi, makeKey } from "../../support/call-api";
import { freshDatabase } from "../../support/database";
import { facelessMeshes, plyOf } from "../../support/faceless-meshes";
import { makeAccount, type TestAccount } from "../../support/make-account";
import { makeBox } from "../../support/make-solids";
import { boundsOf, readPly, volumeOf } from "../../support/read-meshes";

const box = makeBox([0, 0, 0], [10, 20, 5]);
const open = { ...box, indices: box.indices.subarray(3) };
const inverted = { ...box, indices: box.indices.slice().reverse() };

let account: TestAccount;
let key: string;
beforeAll(async () => {
  await freshDatabase();
  configureEngines({ file: await buildEngineThread("prints") });
  account = await makeAccount({ credits: 100 });
  key = await makeKey(account.ctx);
});
beforeEach(resetLimits);
afterAll(closeEngines);

/** Either kind: what both have, and what each has beside. */
type Finished = Omit<Conversion, "object" | "settings"> & Omit<PrintCheck, "object" | "settings">;
type Fields = Record<string, string>;
const post = <T = Finished>(where: string, mesh: Uint8Array | null, fields: Fields, type = "") => {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  if (mesh) body.append("mesh", new Blob([mesh as Uint8Array<ArrayBuffer>], { type }), "../m.stl");
  return callApi<T>("POST", `/api/v1/${where}`, { key, body });
};
const convert = (mesh: Uint8Array | null, fields: Fields = { format: "ply" }, type?: string) =>
  post<Conversion>("conversions", mesh, fields, type);
const check = (mesh: Uint8Array, fields: Fields = {}) => post<PrintCheck>("print-checks", mesh, fields);
const run = (printId: string, signal = new AbortController().signal) =>
  printJobs["print.run"]({ printId }, { attempt: 1, maxAttempts: 2, jobId: "1", signal });
const read = async <T>(where: string, id: string) =>
  (await callApi<T>("GET", `/api/v1/${where}/${id}`, { key })).body;
const finished = async (answer: Promise<{ body: { id: string; object: string } }>) => {
  const { id, object } = (await answer).body;
  await run(id);
  return read<Finished>(object === "conversion" ? "conversions" : "print-checks", id);
};
const rowOf = (id: string) => db().print.findUniqueOrThrow({ where: { id } });

describe("works", () => {
  it("converts a mesh, mends it on the way, says so, and hands it out through a signed address", async () => {
    const { status, body } = await convert(writeStl(open), { format: "ply", size_mm: "40", size_axis: "y" });
    expect(status).toBe(202);
    expect(body).toMatchObject({ object: "conversion", status: "pending", file: null, report: null });
    const { uploadObject } = await rowOf(body.id);
    await run(body.id);
    const done = await read<Conversion>("conversions", body.id);
    expect(done).toMatchObject({
      status: "completed",
      progress: 100,
      read_format: "stl",
      faults: { open_edges: 3, inverted: false },
      repairs: { filled_holes: 1, flipped_triangles: 0 },
      report: { watertight: true, volume_mm3: 8000, size_mm: { x: 20, y: 40, z: 10 } },
      settings: { format: "ply", repair: true, size_mm: 40, size_axis: "y" },
      error: null,
      notes: [],
    });
    const file = await fetchFile(done.file?.url ?? "");
    expect(file.length).toBe(done.file?.size_bytes);
    expect(volumeOf(readPly(file))).toBeCloseTo(8000, 2);
    expect(boundsOf(readPly(file))).toEqual({ min: [0, 0, 0], max: [20, 40, 10] });
    expect(await objectExists(uploadObject ?? "")).toBe(false);
    expect(await rowOf(body.id)).toMatchObject({ uploadObject: null, storedBytes: BigInt(file.length) });
  });

  it("says what of the file did not come along", async () => {
    const text = "mtllib shed.mtl\nv 0 0 0\nv 1 0 0\nv 0 1 0\nv 0 0 1\nf 1 3 2\nf 1 2 4\nf 1 4 3\nf 2 3 4\n";
    const { status, notes } = await finished(convert(new TextEncoder().encode(text)));
    expect([status, notes]).toEqual(["completed", [expect.stringMatching(/“shed.mtl” did not come/)]]);
  });

  it("costs nothing", async () => {
    const before = await getBalance(account.organizationId);
    await finished(convert(writeStl(box)));
    await finished(check(writeStl(box)));
    expect(await getBalance(account.organizationId)).toBe(before);
  });

  it("is followed while it is made: an answer that waits comes with its end, and with 200", async () => {
    const { id } = (await convert(writeStl(box))).body;
    const told = vi.fn();
    const stop = listen("print_changed", id, told);
    const waiting = waitForConversion(account.ctx, id, 30);
    await run(id);
    expect(await waiting).toMatchObject({ id, status: "completed" });
    await vi.waitFor(() => expect(told).toHaveBeenCalled(), 20_000);
    stop();
    const late = await waitForConversion(account.ctx, id, 30);
    expect(late.status).toBe("completed");
    const body = new FormData();
    body.append("mesh", new Blob([writeStl(box) as Uint8Array<ArrayBuffer>]), "m.stl");
    const headers = { Prefer: "wait=1" };
    const early = await callApi<PrintCheck>("POST", "/api/v1/print-checks", { key, body, headers });
    expect([early.status, early.body.status]).toEqual([202, "pending"]);
    expect(early.headers.get("preference-applied")).toBe("wait=1");
  });

  it("packs a GLB where it is asked to", async () => {
    const done = await finished(convert(writeStl(box), { format: "glb", compress: "true" }));
    const file = await fetchFile(done.file?.url ?? "");
    expect(new TextDecoder().decode(file)).toContain("EXT_meshopt_compression");
  });

  it("checks a mesh as it is, or as it would be once mended", async () => {
    const asIs = await finished(check(writeStl(inverted)));
    expect(asIs).toMatchObject({ faults: { inverted: true }, repairs: null, verdict: null });
    expect(asIs.report).toMatchObject({ watertight: true, volume_mm3: -1000 });
    const mended = await finished(check(writeStl(inverted), { repair: "true" }));
    expect(mended).toMatchObject({ repairs: { flipped_triangles: 12 }, report: { volume_mm3: 1000 } });
    expect(await rowOf(mended.id)).toMatchObject({ storedBytes: 0n, resultObject: null });
  });

  it("says of an open mesh what can be said", async () => {
    const { report, faults } = await finished(check(writeStl(open)));
    expect(faults).toMatchObject({ open_edges: 3 });
    expect(report).toMatchObject({ watertight: false, triangles: 11 });
    expect(report).not.toHaveProperty("thinnest_wall_mm");
  });

  it("judges the print that was asked for, on the bed that was named", async () => {
    const { verdict, report } = await finished(check(writeStl(box), { process: "fdm", bed_mm: "30,30,20" }));
    expect(verdict).toMatchObject({ holds: true });
    expect(verdict?.findings).toHaveLength(2);
    expect(report?.fits_bed).toBe(true);
    const large = makeBox([0, 0, 0], [30, 30, 30]);
    const small = await finished(check(writeStl(large), { bed_mm: "30,30,20" }));
    expect([small.verdict?.holds, small.report?.fits_bed]).toEqual([false, false]);
  });

  it("lists page by page, each kind by itself, and deletes with all that was kept", async () => {
    const own = await makeAccount();
    const mine = await makeKey(own.ctx);
    [key] = [mine];
    const ids: string[] = [];
    for (let n = 0; n < 3; n++) ids.unshift((await convert(writePly(box))).body.id);
    await check(writeStl(box));
    const list = (query: string) =>
      callApi<{ data: Conversion[]; has_more: boolean }>("GET", `/api/v1/conversions?${query}`, { key });
    const page = (await list("limit=2")).body;
    expect([page.data.map(({ id }) => id), page.has_more]).toEqual([ids.slice(0, 2), true]);
    expect((await list(`after=${ids[1]}`)).body.data.map(({ id }) => id)).toEqual([ids[2]]);
    expect((await list("after=cnv_0000000000000000000000")).body).toMatchObject({ code: "invalid_request" });

    await run(ids[0]);
    await db().print.update({
      where: { id: ids[0], organizationId: own.organizationId },
      data: { notes: ["a file's name"] },
    });
    const { resultObject } = await rowOf(ids[0]);
    const one = `/api/v1/conversions/${ids[0]}`;
    expect((await callApi("DELETE", one, { key })).body).toEqual({
      id: ids[0],
      object: "conversion",
      deleted: true,
    });
    expect((await callApi("GET", one, { key })).status).toBe(404);
    await printJobs["print.purge"](
      { printId: ids[0] },
      { attempt: 1, maxAttempts: 5, jobId: "1", signal: new AbortController().signal },
    );
    expect(await objectExists(resultObject ?? "")).toBe(false);
    expect(await rowOf(ids[0])).toMatchObject({ storedBytes: 0n, settings: {}, report: null, notes: [] });
    key = await makeKey(account.ctx);
  });
});

describe("the job", () => {
  it("leaves alone what was deleted, and does not finish what is deleted while it runs", async () => {
    const { id } = (await convert(writeStl(box))).body;
    await callApi("DELETE", `/api/v1/conversions/${id}`, { key });
    await run(id);
    expect((await rowOf(id)).status).toBe("pending");
  });

  it("fails what its tries are used up for, and removes the mesh", async () => {
    const { id } = (await convert(writeStl(box))).body;
    const { uploadObject } = await rowOf(id);
    await printJobsExhausted["print.run"]({ printId: id });
    expect(await read<Conversion>("conversions", id)).toMatchObject({
      status: "failed",
      error: { code: "internal_error" },
    });
    expect(await objectExists(uploadObject ?? "")).toBe(false);
  });

  it("cannot finish what another attempt has taken, and leaves no file behind", async () => {
    const { id } = (await convert(writeStl(box))).body;
    const row = await rowOf(id);
    await db().print.update({ where: { id }, data: { status: "processing", attempt: 2 } });
    const output = await processMesh({ upload: writeStl(box), repair: true, format: "ply" });
    await completePrint({ ...row, attempt: 1 }, output);
    expect(await rowOf(id)).toMatchObject({ status: "processing", resultObject: null, report: null });
    await completePrint({ ...row, attempt: 2 }, output);
    expect((await rowOf(id)).status).toBe("completed");
  });

  it("gives the job back where its worker must end", async () => {
    const { id } = (await convert(writeStl(box))).body;
    await expect(run(id, AbortSignal.abort(new Error("stop")))).rejects.toThrow("stop");
    await run(id);
    expect((await read<Conversion>("conversions", id)).status).toBe("completed");
  });
});

describe("refuses at once", () => {
  const text = (value: string) => new TextEncoder().encode(value);
  const lying = () => {
    const stl = writeStl(box).slice();
    new DataView(stl.buffer).setUint32(80, 4_000_000_000, true);
    return stl;
  };
  const bomb = () =>
    zipArchive([{ name: "3D/3dmodel.model", bytes: new Uint8Array(8_000_000) }], (raw) =>
      deflateRawSync(raw),
    );
  it.each<[string, () => Uint8Array | null, Fields, string, [number, string, string]]>([
    ["no mesh", () => null, {}, "", [400, "invalid_request", "mesh"]],
    ["a letter", () => text("Dear all"), {}, "", [415, "unsupported_media_type", "mesh"]],
    ["a PLY of ten million faces", () => plyOf(10_000_000), {}, "", [400, "bad_mesh", "mesh"]],
    ["a bomb in a 3MF", bomb, {}, "", [400, "bad_mesh", "mesh"]],
    ["a lying header", lying, {}, "", [400, "bad_mesh", "mesh"]],
    ["a file cut short", () => writeStl(box).subarray(0, 200), {}, "", [400, "bad_mesh", "mesh"]],
    [
      "another kind than declared",
      () => writePly(box),
      {},
      "model/stl",
      [415, "unsupported_media_type", "mesh"],
    ],
    [
      "malware",
      () => text(["X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR", "-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"].join("")),
      {},
      "",
      [400, "malware_found", "mesh"],
    ],
    ["an unknown format", () => writeStl(box), { format: "step" }, "", [400, "invalid_request", "format"]],
    ["two sizes", () => writeStl(box), { scale: "2", size_mm: "5" }, "", [400, "invalid_request", "scale"]],
    ["an axis alone", () => writeStl(box), { size_axis: "x" }, "", [400, "invalid_request", "size_axis"]],
    [
      "a packed STL",
      () => writeStl(box),
      { format: "stl", compress: "true" },
      "",
      [400, "invalid_request", "compress"],
    ],
    ["a field of checks", () => writeStl(box), { process: "fdm" }, "", [400, "invalid_request", "process"]],
    ["a scale of nothing", () => writeStl(box), { scale: "0" }, "", [400, "invalid_request", "scale"]],
  ])("%s", async (_name, make, fields, type, [status, code, param]) => {
    const before = await db().print.count();
    const answer = await convert(make(), { format: "ply", ...fields }, type);
    expect([answer.status, answer.body]).toEqual([status, expect.objectContaining({ code, param })]);
    expect(await db().print.count()).toBe(before);
  });

  it.each(Object.entries(facelessMeshes))(
    "%s without a face, from either call, mended or not",
    async (_name, mesh) => {
      const before = [await db().print.count(), await getBalance(account.organizationId)];
      for (const answer of [
        await convert(mesh),
        await convert(mesh, { format: "stl", repair: "false" }),
        await check(mesh),
        await check(mesh, { repair: "true" }),
      ])
        expect([answer.status, answer.body]).toEqual([
          400,
          expect.objectContaining({
            code: "bad_mesh",
            param: "mesh",
            detail: expect.stringMatching(/no triangles/),
          }),
        ]);
      expect([await db().print.count(), await getBalance(account.organizationId)]).toEqual(before);
    },
  );

  it("a fifth while four are under way, and takes it when one has ended", async () => {
    key = await makeKey((await makeAccount()).ctx);
    const answers = await Promise.all([1, 2, 3, 4, 5, 6].map(() => convert(writeStl(box))));
    expect(answers.map(({ status }) => status).sort()).toEqual([202, 202, 202, 202, 429, 429]);
    const refused = answers.find(({ status }) => status === 429)!;
    expect(refused.body).toMatchObject({ code: "rate_limited", retry_after: 5 });
    await run(answers.find(({ status }) => status === 202)!.body.id);
    expect((await convert(writeStl(box))).status).toBe(202);
    key = await makeKey(account.ctx);
  });

  it("more than 64 MB, declared or not", async () => {
    const answer = await convert(new Uint8Array(66 * 1024 * 1024));
    expect([answer.status, answer.body]).toEqual([
      413,
      expect.objectContaining({ code: "payload_too_large" }),
    ]);
  });

  it("what does not fit in the organization's storage any more, whichever room fills it", async () => {
    const own = await makeAccount();
    key = await makeKey(own.ctx);
    overrideEnv({ storageQuotaBytes: 600 });
    const shape = { organizationId: own.organizationId, kind: "print_check", storedBytes: 700 } as const;
    await db().print.create({ data: { id: "chk_full", ...shape } });
    const answer = await convert(writeStl(box));
    expect([answer.status, answer.body]).toEqual([403, expect.objectContaining({ code: "storage_quota" })]);
    overrideEnv({ storageQuotaBytes: 1024 ** 3 });
    key = await makeKey(account.ctx);
  });
});

describe("ends without a result, and says why", () => {
  const nan = () => {
    const stl = writeStl(box).slice();
    new DataView(stl.buffer).setFloat32(96, NaN, true);
    return stl;
  };
  it.each<[string, () => Uint8Array, RegExp]>([
    ["a coordinate that is no number", nan, /lies at no finite place/],
    ["a flat sheet", () => writeStl({ ...box, indices: box.indices.subarray(0, 6) }), /encloses nothing/],
    ["a mesh as large as a farm", () => writeStl(makeBox([0, 0, 0], [1e5, 1, 1])), /would measure/],
  ])("%s", async (_name, make, message) => {
    const done = await finished(convert(make()));
    expect([done.status, done.error?.code]).toEqual(["failed", "bad_mesh"]);
    expect(done.error?.message).toMatch(message);
    expect(await rowOf(done.id)).toMatchObject({ uploadObject: null, storedBytes: 0n });
    expect(await getBalance(account.organizationId)).toBe(100);
  });
});

async function fetchFile(url: string): Promise<Uint8Array> {
  const { route } = { route: await import("@/app/api/v1/conversions/[id]/file/route") };
  const id = /conversions\/(\w+)\//.exec(url)?.[1];
  const answer = await route.GET(new Request(url), { params: Promise.resolve({ id }) });
  return new Uint8Array(await answer.arrayBuffer());
}
