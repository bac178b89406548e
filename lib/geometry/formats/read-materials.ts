import type { Wrap } from "./skin-builder";
import { TextScanner } from "./text-scanner";

/** One material of an OBJ's library, as far as it is a colour. */
export interface ObjMaterial {
  /** sRGB bytes. */
  color?: [number, number, number];
  picture?: { path: string; wrap: Wrap; scale: [number, number]; offset: [number, number] };
}

/** The materials of a library (MTL): `Kd`, and `map_Kd` with its scale, offset and clamping. */
export function readMaterials(bytes: Uint8Array, materials: Map<string, ObjMaterial>): void {
  const text = new TextScanner(bytes);
  let material: ObjMaterial = {};
  while (!text.done) {
    text.skipSpace();
    const word = text.word();
    text.skipBlanks();
    if (word === "newmtl") materials.set(text.restOfLine(), (material = {}));
    else if (word === "Kd") material.color = toBytes(text.restOfLine());
    else if (word.toLowerCase() === "map_kd") material.picture = readPicture(text.restOfLine());
    else text.skipLine();
  }
}

function toBytes(line: string): [number, number, number] {
  const [red, green, blue] = line
    .split(/\s+/)
    .map((share) => Math.round(255 * Math.min(1, Math.max(0, Number(share) || 0))));
  return [red ?? 0, green ?? 0, blue ?? 0];
}

/** How many values follow an option; up to three where they are numbers. */
const OPTIONS: Record<string, number> = {
  "-blendu": 1,
  "-blendv": 1,
  "-bm": 1,
  "-boost": 1,
  "-cc": 1,
  "-clamp": 1,
  "-imfchan": 1,
  "-mm": 2,
  "-o": 3,
  "-s": 3,
  "-t": 3,
  "-texres": 1,
};

/** Options, then the file's name, which may hold blanks. */
function readPicture(line: string): ObjMaterial["picture"] {
  let rest = line;
  const values: Record<string, string[]> = {};
  for (;;) {
    const option = /^(-\w+)\s+/.exec(rest);
    const most = OPTIONS[option?.[1] ?? ""];
    if (!option || most === undefined) break;
    rest = rest.slice(option[0].length);
    const found: string[] = (values[option[1]] = []);
    const value = most === 3 || most === 2 ? /^([-+\d.eE]+)\s+/ : /^(\S+)\s+/;
    for (let next = value.exec(rest); next && found.length < most; next = value.exec(rest)) {
      found.push(next[1]);
      rest = rest.slice(next[0].length);
    }
  }
  const pair = (option: string, otherwise: number): [number, number] => {
    const [u = otherwise, v = otherwise] = (values[option] ?? []).map(Number);
    return [u, v];
  };
  const path = rest.replace(/^"(.*)"$/, "$1").replaceAll("\\", "/");
  if (path === "") return undefined;
  const wrap = values["-clamp"]?.[0] === "on" ? "clamp" : "repeat";
  return { path, wrap, scale: pair("-s", 1), offset: pair("-o", 0) };
}
