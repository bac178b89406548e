import { readdirSync, readFileSync, realpathSync } from "node:fs";
import path from "node:path";

/** Where the system tells of its mounts and devices; another root for tests. */
export interface SystemFolders {
  mounts: string;
  devices: string;
}

const SYSTEM: SystemFolders = { mounts: "/proc/self/mountinfo", devices: "/sys/dev/block" };

/** File systems that encrypt whatever is on them, by the name under which they are mounted. */
const ENCRYPTING = /^(ecryptfs|fuse\.(gocryptfs|encfs|cryfs|securefs))$/;

/**
 * What encrypts the volume that a folder lies on, such as `LUKS2 (dm-crypt)`, as far as Linux tells; undefined where
 * nothing does, or where it cannot be seen from inside: a cloud's disk, another system's. Looks through what lies
 * beneath, for a volume group may stand on an encrypted disk: each of its disks must be.
 */
export function findVolumeEncryption(folder: string, system: SystemFolders = SYSTEM): string | undefined {
  const mount = mountOf(folder, system.mounts);
  if (!mount) return undefined;
  if (ENCRYPTING.test(mount.fileSystem)) return mount.fileSystem;
  return encryptionOf(path.join(system.devices, mount.device));
}

interface Mount {
  /** `major:minor` */
  device: string;
  point: string;
  fileSystem: string;
}

/** The mount whose point is the longest that the folder lies under; of two on one point the later covers the other. */
function mountOf(folder: string, mounts: string): Mount | undefined {
  const real = attempt(() => realpathSync(folder)) ?? folder;
  let nearest: Mount | undefined;
  for (const line of (attempt(() => readFileSync(mounts, "utf8")) ?? "").split("\n")) {
    const [before, after] = line.split(" - ");
    if (!after) continue;
    const [, , device, , escaped] = before.split(" ");
    // A space in a name is written as \040.
    const point = escaped.replace(/\\(\d{3})/g, (_, code: string) => String.fromCharCode(parseInt(code, 8)));
    const covers = point === "/" || real === point || real.startsWith(`${point}/`);
    if (covers && point.length >= (nearest?.point.length ?? 0))
      nearest = { device, point, fileSystem: after.split(" ")[0] };
  }
  return nearest;
}

/** By the device's own word: the mapper's name for an encrypted one begins with CRYPT and its kind. */
function encryptionOf(device: string): string | undefined {
  const kind = /^CRYPT-([A-Z0-9]+)/.exec(attempt(() => readFileSync(`${device}/dm/uuid`, "utf8")) ?? "")?.[1];
  if (kind) return `${kind} (dm-crypt)`;
  const beneath = attempt(() => readdirSync(`${device}/slaves`)) ?? [];
  const found = beneath.map((name) => encryptionOf(`${device}/slaves/${name}`));
  return found.length > 0 && found.every(Boolean) ? found[0] : undefined;
}

function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
