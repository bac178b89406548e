/**
 * Chromium from the npm registry, for Linux x64 where nobody may install system packages: @sparticuz/chromium (MIT) holds
 * Brotli-compressed Chromium, SwiftShader (so WebGL works without a graphics card), the few libraries that a bare system
 * lacks, and a font. One exact version with a known hash; its own code is never run.
 */
import { createHash } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { brotliDecompress, gunzipSync } from "node:zlib";
import { CommandFailed, root, runNpm } from "./run-command.mjs";

const PACKAGE = "@sparticuz/chromium";
const VERSION = "143.0.4";
const SHA512 = "/6I7uQTRhRDD2/gGPQ1Gkf+Dqk0RYDACPJDZfSzz0OWk4JmUTonNHPXbrn6UIklOHlnDLf8xAAzkOZKB/cJpLA==";

/** Kept between runs and between working trees: in the user's cache, or else beside the packages. */
export function cacheFolder() {
  const cache = process.env.XDG_CACHE_HOME || path.join(os.homedir(), ".cache");
  const folder = path.join(cache, "printpal");
  try {
    mkdirSync(folder, { recursive: true });
    return folder;
  } catch {
    return path.join(root, "node_modules/.cache/printpal");
  }
}

/** Where the browser stands once installed, and how it finds its libraries and its font. */
export function packagedChromium(cache) {
  const folder = path.join(cache, `chromium-${VERSION}`);
  return {
    path: path.join(folder, "chromium"),
    env: { LD_LIBRARY_PATH: path.join(folder, "lib"), FONTCONFIG_FILE: path.join(folder, "fonts.conf") },
  };
}

export async function installFromNpm(cache) {
  const target = path.dirname(packagedChromium(cache).path);
  const draft = `${target}.draft-${process.pid}`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { recursive: true });
  try {
    const archive = await download(draft);
    const packed = (name) => archive.get(`package/bin/${name}.br`);
    const [program, ...rest] = await Promise.all(
      ["chromium", "swiftshader.tar", "al2023.tar", "fonts.tar"].map((name) =>
        promisify(brotliDecompress)(packed(name)),
      ),
    );
    for (const tar of rest) for (const [name, bytes] of readTar(tar)) place(draft, name, bytes);
    place(draft, "chromium", program);
    place(draft, "fonts.conf", fontSettings(target));
    rmSync(target, { recursive: true, force: true });
    renameSync(draft, target);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

async function download(folder) {
  const args = ["pack", `${PACKAGE}@${VERSION}`, "--pack-destination", folder, "--ignore-scripts"];
  await runNpm(args, { quiet: true, cwd: folder });
  const file = path.join(folder, `${PACKAGE.slice(1).replace("/", "-")}-${VERSION}.tgz`);
  const bytes = readFileSync(file);
  rmSync(file);
  if (createHash("sha512").update(bytes).digest("base64") !== SHA512)
    throw new CommandFailed(`${PACKAGE}@${VERSION} is not the file that is expected: not installed.`);
  return readTar(gunzipSync(bytes));
}

/**
 * The plain files of a tar archive by name. Blocks of 512 bytes: name at 0, octal size at 124, type at 156.
 * @param {Buffer} bytes
 * @returns {Map<string, Buffer>}
 */
function readTar(bytes) {
  const files = new Map();
  const text = (start, length) =>
    bytes
      .toString("utf8", start, start + length)
      .split("\0")[0]
      .trim();
  for (let at = 0; at + 512 <= bytes.length && bytes[at] !== 0;) {
    const size = parseInt(text(at + 124, 12), 8) || 0;
    const type = String.fromCharCode(bytes[at + 156] || 48);
    if (type === "0") files.set(text(at, 100), bytes.subarray(at + 512, at + 512 + size));
    at += 512 + Math.ceil(size / 512) * 512;
  }
  return files;
}

function place(folder, name, bytes) {
  const file = path.join(folder, name);
  if (!file.startsWith(folder + path.sep))
    throw new CommandFailed(`${PACKAGE} holds a file outside its folder.`);
  if (!existsSync(path.dirname(file))) mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, bytes);
  chmodSync(file, 0o755);
}

const fontSettings = (folder) => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${folder}/fonts</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>${folder}/font-cache</cachedir>
</fontconfig>
`;
