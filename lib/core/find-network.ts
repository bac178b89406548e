import { readFileSync } from "node:fs";
import { isIP } from "node:net";
import path from "node:path";
import { log } from "./log";
import { processWide } from "./process-wide";

/** Who announces an address to the internet, which is mostly its provider, and where it lies. */
export interface Network {
  /** The number of the autonomous system. */
  asn: number;
  /** Such as "Deutsche Telekom AG". */
  name: string;
  /** Two letters of ISO 3166-1. */
  country: string | null;
}

/**
 * Looks an address up in the table that the build packs from what Route Views and DB-IP publish: nothing is asked of anybody. Null for
 * what is no address, private ones, and those that nobody announces.
 */
export function findNetwork(address: string): Network | null {
  const plain = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1] ?? address;
  const family = isIP(plain);
  const table = family && readTable();
  if (!table) return null;
  const [network, country] =
    family === 4
      ? [table.network4, table.country4].map((ranges) => lookUp(ranges, number4(plain)))
      : [table.network6, table.country6].map((ranges) => lookUp(ranges, upperBits(plain)));
  if (network === 0) return null;
  const [asn, name] = table.networks[network];
  return {
    asn,
    name,
    country: country ? String.fromCharCode(country >> 8, country & 255) : null,
  };
}

interface Ranges<Starts> {
  starts: Starts;
  values: Uint32Array;
}

interface Table {
  networks: [number, string][];
  network4: Ranges<Uint32Array>;
  country4: Ranges<Uint32Array>;
  network6: Ranges<BigUint64Array>;
  country6: Ranges<BigUint64Array>;
}

const tableFile = () => path.resolve(/* turbopackIgnore: true */ "dist/networks.bin");

/** Read once; without it the portal does its work and names no network. */
function readTable(): Table | null {
  const { table } = processWide("networks", () => {
    try {
      return { table: parseTable(readFileSync(tableFile())) };
    } catch (error) {
      log.warn("networks are not named: the build did not leave their table", {}, error);
      return { table: null };
    }
  });
  return table;
}

function parseTable(bytes: Buffer): Table {
  const end = bytes.indexOf("\n");
  const { places, networks } = JSON.parse(bytes.toString("utf8", 0, end)) as {
    places: Record<string, [number, number]>;
    networks: [number, string][];
  };
  // A copy begins at a multiple of eight, as the wider numbers need it.
  const body = new Uint8Array(bytes.subarray(end + 1)).buffer;
  const values = (name: string) => new Uint32Array(body, ...places[`${name}Values`]);
  const narrow = (name: string) => ({
    starts: new Uint32Array(body, ...places[`${name}Starts`]),
    values: values(name),
  });
  const wide = (name: string) => ({
    starts: new BigUint64Array(body, ...places[`${name}Starts`]),
    values: values(name),
  });
  return {
    networks,
    network4: narrow("network4"),
    country4: narrow("country4"),
    network6: wide("network6"),
    country6: wide("country6"),
  };
}

/** What the last range says that starts at or before the address. */
function lookUp<N extends number | bigint>(
  { starts, values }: { starts: ArrayLike<N>; values: Uint32Array },
  address: N,
): number {
  let [low, high] = [0, starts.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (starts[middle] <= address) low = middle + 1;
    else high = middle;
  }
  return low === 0 ? 0 : values[low - 1];
}

const number4 = (address: string): number =>
  address.split(".").reduce((number, byte) => number * 256 + Number(byte), 0);

/** The upper 64 bits of an address of IPv6. */
function upperBits(address: string): bigint {
  const [head, tail] = address.split("%")[0].split("::");
  const groups = head.split(":").filter(Boolean);
  const last = tail?.split(":").filter(Boolean) ?? [];
  // Four bytes in decimals at the end stand for two groups.
  const width = groups.length + last.length + Number((last.at(-1) ?? groups.at(-1) ?? "").includes("."));
  const all = tail === undefined ? groups : [...groups, ...Array<string>(8 - width).fill("0"), ...last];
  return all.slice(0, 4).reduce((bits, group) => (bits << 16n) | BigInt(`0x${group}`), 0n);
}
