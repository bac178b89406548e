/** Packs who announces which addresses, and where they lie, into one file that `lib/core/find-network.ts` reads. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { root } from "./run-command.mjs";

export const networkTableFile = path.join(root, "dist/networks.bin");

/** What the table is made of, for whoever asks whether it is still fresh. */
export const networkSources = [
  "node_modules/@ip-location-db/asn/package.json",
  "node_modules/@ip-location-db/asn-country/package.json",
  "lib/run/make-network-table.mjs",
];

/**
 * One line of JSON, then the arrays that it names, each from a multiple of eight bytes after the line: for both families where each
 * range starts, and what holds from there on (0 for nothing). Numbers are little-endian. An address of IPv6 counts by its upper 64
 * bits: what is finer than that is one customer's own. Ranges that say the same as the one before are left out.
 */
export function makeNetworkTable(file = networkTableFile) {
  const networks = [[0, ""]];
  const numberOf = new Map();
  const asNetwork = (asn, name) => {
    if (!numberOf.has(asn)) numberOf.set(asn, networks.push([Number(asn), name]) - 1);
    return numberOf.get(asn);
  };
  const asCountry = (code) => code.charCodeAt(0) * 256 + code.charCodeAt(1);
  const parts = {};
  for (const family of [4, 6]) {
    addRanges(parts, `network${family}`, read(`asn/asn-ipv${family}-num.csv`), family, asNetwork);
    addRanges(
      parts,
      `country${family}`,
      read(`asn-country/asn-country-ipv${family}-num.csv`),
      family,
      asCountry,
    );
  }
  const places = {};
  let at = 0;
  for (const [name, values] of Object.entries(parts)) {
    places[name] = [at, values.length];
    at += Math.ceil(values.byteLength / 8) * 8;
  }
  const line = Buffer.from(`${JSON.stringify({ places, networks })}\n`);
  const body = Buffer.alloc(at);
  for (const [name, values] of Object.entries(parts))
    body.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), places[name][0]);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, Buffer.concat([line, body]));
}

const read = (name) => readFileSync(path.join(root, "node_modules/@ip-location-db", name), "utf8");

/** Two arrays from lines of first address, last address, and what they say. */
function addRanges(parts, name, text, family, valueOf) {
  const starts = [];
  const values = [];
  const add = (start, value) => {
    if (values.at(-1) === value) return;
    if (starts.at(-1) === start) values[values.length - 1] = value;
    else {
      starts.push(start);
      values.push(value);
    }
  };
  const number = family === 4 ? Number : (digits) => BigInt(digits) >> 64n;
  const one = family === 4 ? 1 : 1n;
  for (const line of text.split("\n")) {
    const found = /^(\d+),(\d+),([^,"]+)(?:,"?(.*?)"?)?\r?$/.exec(line);
    if (!found) continue;
    const [first, last] = [number(found[1]), number(found[2])];
    if (starts.length > 0 && first < starts.at(-1)) continue;
    add(first, valueOf(found[3], found[4]?.replaceAll('""', '"') ?? ""));
    add(last + one, 0);
  }
  parts[`${name}Starts`] = family === 4 ? Uint32Array.from(starts) : BigUint64Array.from(starts);
  parts[`${name}Values`] = Uint32Array.from(values);
}

if (process.argv[1] === import.meta.filename) makeNetworkTable();
