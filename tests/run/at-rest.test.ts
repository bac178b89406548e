import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { databaseAtRest } from "@/lib/run/at-rest/database-at-rest";
import { findVolumeEncryption, type SystemFolders } from "@/lib/run/at-rest/find-volume-encryption";

/** A system with these mounts (point → device, file system) and devices (number → mapper's name, what lies beneath). */
function systemOf(
  mounts: [point: string, device: string, fileSystem: string][],
  devices: Record<string, { uuid?: string; beneath?: string[] }>,
): SystemFolders {
  const root = mkdtempSync(path.join(tmpdir(), "printpal-system-"));
  const file = path.join(root, "mountinfo");
  const line = ([point, device, kind]: string[], index: number) =>
    `${index + 20} 1 ${device} / ${point.replace(/ /g, "\\040")} rw,relatime shared:1 - ${kind} /dev/x rw`;
  writeFileSync(file, mounts.map(line).join("\n"));
  for (const [number, { uuid, beneath = [] }] of Object.entries(devices)) {
    const device = path.join(root, "block", number);
    mkdirSync(path.join(device, "slaves"), { recursive: true });
    if (uuid) mkdirSync(path.join(device, "dm"));
    if (uuid) writeFileSync(path.join(device, "dm/uuid"), `${uuid}\n`);
    for (const name of beneath)
      symlinkSync(path.join(root, "block", name), path.join(device, "slaves", name));
  }
  return { mounts: file, devices: path.join(root, "block") };
}

const LUKS = { uuid: "CRYPT-LUKS2-0123abcd-root" };

describe("row 29: the volume of a folder", () => {
  it("is seen to be encrypted by the mapper, also beneath a volume group, and by file systems that encrypt", () => {
    const system = systemOf(
      [
        ["/", "8:1", "ext4"],
        ["/srv", "253:0", "ext4"],
        ["/srv/my data", "253:1", "xfs"],
        ["/vault", "0:50", "fuse.gocryptfs"],
      ],
      { "8:1": {}, "253:0": LUKS, "253:1": { uuid: "LVM-abc", beneath: ["253:0"] } },
    );
    expect(findVolumeEncryption("/srv/printpal/postgres", system)).toBe("LUKS2 (dm-crypt)");
    expect(findVolumeEncryption("/srv/my data/postgres", system)).toBe("LUKS2 (dm-crypt)");
    expect(findVolumeEncryption("/vault/a", system)).toBe("fuse.gocryptfs");
    expect(findVolumeEncryption("/srvother", system)).toBeUndefined();
    expect(findVolumeEncryption("/home", system)).toBeUndefined();
  });

  it("is not where one of its disks is plain, another mount covers it, or nothing can be seen", () => {
    const system = systemOf(
      [
        ["/", "253:0", "ext4"],
        ["/both", "253:2", "ext4"],
        ["/covered", "253:0", "ext4"],
        ["/covered", "8:2", "ext4"],
      ],
      { "253:0": LUKS, "8:2": {}, "253:2": { uuid: "LVM-abc", beneath: ["253:0", "8:2"] } },
    );
    expect(findVolumeEncryption("/both/a", system)).toBeUndefined();
    expect(findVolumeEncryption("/covered/a", system)).toBeUndefined();
    expect(findVolumeEncryption("/", { mounts: "/nowhere", devices: "/nowhere" })).toBeUndefined();
  });
});

describe("row 29: the database's disk", () => {
  const dataDir = mkdtempSync(path.join(tmpdir(), "printpal-at-rest-"));
  mkdirSync(path.join(dataDir, "postgres"));
  const embedded = {
    dataDir,
    databaseUrl: "postgresql://a@x/b?host=/run/printpal",
    databaseEncryptedBy: undefined,
  };
  const luks = (folder: string) =>
    folder === path.join(dataDir, "postgres") ? "LUKS2 (dm-crypt)" : undefined;
  const nothing = () => undefined;

  it("is looked at under the embedded database, and of another one the operator's word is taken", () => {
    expect(databaseAtRest(embedded, luks)).toEqual({
      encrypted: true,
      detail: "the database lies on a volume encrypted by LUKS2 (dm-crypt)",
    });
    const far = { ...embedded, databaseUrl: "postgresql://a:b@db.example/c" };
    expect(databaseAtRest(far, luks)).toMatchObject({ encrypted: false });
    expect(databaseAtRest({ ...far, databaseEncryptedBy: "AWS RDS with KMS" }, nothing)).toEqual({
      encrypted: true,
      detail: "the operator says: AWS RDS with KMS",
    });
    expect(databaseAtRest(embedded, nothing)).toMatchObject({
      encrypted: false,
      detail: expect.stringContaining("nothing is seen to encrypt the disk"),
    });
  });
});
