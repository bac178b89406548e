import { createHash } from "node:crypto";

interface LockedPackage {
  version?: string;
  license?: string;
  integrity?: string;
  dev?: boolean;
  devOptional?: boolean;
  optional?: boolean;
}

export interface LockFile {
  packages: Record<string, LockedPackage>;
}

/**
 * What the product is made of, from the lock file, as CycloneDX 1.6: each package that runs with its version, licence and
 * the digest by which it was installed. What only tests and builds need is left out unless asked for.
 */
export function billOfMaterials(lock: LockFile, { withTools = false } = {}) {
  const own = lock.packages[""] as { name?: string; version?: string; license?: string };
  const components = Object.entries(lock.packages)
    .filter(([place, { dev, devOptional }]) => place !== "" && (withTools || !(dev ?? devOptional)))
    .map(([place, one]) => toComponent(place.slice(place.lastIndexOf("node_modules/") + 13), one))
    .sort((a, b) => (a["bom-ref"] < b["bom-ref"] ? -1 : 1));
  const listed = components.filter(({ "bom-ref": ref }, n) => ref !== components[n - 1]?.["bom-ref"]);
  const digest = createHash("sha256").update(JSON.stringify(listed)).digest("hex");
  return {
    bomFormat: "CycloneDX",
    specVersion: "1.6",
    // The same for the same packages.
    serialNumber: `urn:uuid:${toUuid(digest)}`,
    version: 1,
    metadata: {
      component: {
        type: "application",
        "bom-ref": "product",
        name: own.name ?? "printpal",
        version: own.version,
        licenses: [{ license: { id: own.license } }],
      },
    },
    components: listed,
  };
}

function toComponent(name: string, { version = "", license, integrity, optional }: LockedPackage) {
  const purl = `pkg:npm/${name.replace("@", "%40")}@${version}`;
  // A licence's name alone is an id; what joins several is an expression.
  const licenses = license && [/ /.test(license) ? { expression: license } : { license: { id: license } }];
  return {
    type: "library",
    "bom-ref": purl,
    name,
    version,
    purl,
    scope: optional ? "optional" : "required",
    ...(licenses && { licenses }),
    ...(integrity && { hashes: integrity.split(" ").map(toHash) }),
  };
}

const algorithms: Record<string, string> = { sha512: "SHA-512", sha256: "SHA-256", sha1: "SHA-1" };

function toHash(integrity: string) {
  const [algorithm, value] = integrity.split(/-(.*)/);
  return { alg: algorithms[algorithm], content: Buffer.from(value, "base64").toString("hex") };
}

/** Of version 8: digits of our own choice. */
const toUuid = (hex: string): string =>
  [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `a${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join("-");
