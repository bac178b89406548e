import { readFileSync } from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { root } from "./source-files";

const known = new Map<string, number>();

/** What the scripts weigh that a page asks for at once, compressed, by the page's own text and the build's files. */
export function firstLoadBytes(html: string): number {
  const tags = html.match(/<script[^>]*\ssrc="[^"]+"[^>]*>/g) ?? [];
  const files = tags
    // Browsers of today do not fetch those for browsers of before.
    .filter((tag) => !/\bnomodule\b/i.test(tag))
    .flatMap((tag) => /\ssrc="\/_next\/([^"?]+)/.exec(tag)?.[1] ?? []);
  return [...new Set(files)].reduce((sum, file) => sum + weigh(file), 0);
}

function weigh(file: string): number {
  const bytes = known.get(file) ?? gzipSync(readFileSync(path.join(root, ".next", file))).length;
  known.set(file, bytes);
  return bytes;
}
