import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { LocalDisk } from "@/lib/storage/local-disk";

async function makeDisk() {
  const folder = await mkdtemp(path.join(os.tmpdir(), "printpal-disk-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return { folder, disk: new LocalDisk(folder) };
}

const unavailable = { code: "storage_unavailable", details: { retryAfterSeconds: 30 } };

it("leaves nothing of a write that fails halfway", async () => {
  const { folder, disk } = await makeDisk();
  function* failing() {
    yield Buffer.from("half");
    throw Object.assign(new Error("no space left on device"), { code: "ENOSPC" });
  }
  await expect(disk.put("org_a/x", failing())).rejects.toMatchObject(unavailable);
  expect(await disk.head("org_a/x")).toBeNull();
  expect(await readdir(path.join(folder, ".incoming"))).toEqual([]);
});

it("keeps the old bytes readable until the new ones are whole", async () => {
  const { disk } = await makeDisk();
  await disk.put("org_a/x", [Buffer.from("old")]);
  function* chunks() {
    yield Buffer.from("newer");
    throw new Error("stopped");
  }
  await expect(disk.put("org_a/x", chunks())).rejects.toMatchObject(unavailable);
  expect(await disk.head("org_a/x")).toEqual({ sizeBytes: 3 });
});

it("says that storage is unavailable where the disk cannot be written or read, and recovers by itself", async () => {
  const { folder, disk } = await makeDisk();
  await writeFile(path.join(folder, "org_a"), "a file where a folder should be");
  await expect(disk.put("org_a/x", [Buffer.from("x")])).rejects.toMatchObject(unavailable);
  await rm(path.join(folder, "org_a"));
  await disk.put("org_a/x", [Buffer.from("x")]);
  expect(await disk.head("org_a/x")).toEqual({ sizeBytes: 1 });
  await mkdir(path.join(folder, "org_a/folder"));
  await expect(disk.remove("org_a/folder")).rejects.toMatchObject(unavailable);
});

it("removes what a killed writer left more than an hour ago, and nothing younger", async () => {
  const { folder, disk } = await makeDisk();
  const incoming = path.join(folder, ".incoming");
  await mkdir(incoming);
  await writeFile(path.join(incoming, "old"), "x");
  await writeFile(path.join(incoming, "young"), "x");
  const longAgo = new Date(Date.now() - 61 * 60_000);
  await utimes(path.join(incoming, "old"), longAgo, longAgo);
  await disk.put("org_a/x", [Buffer.from("x")]);
  expect(await readdir(incoming)).toEqual(["young"]);
});
