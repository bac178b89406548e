import { openFonts } from "#host/load-font";
import { loadManifold } from "#host/load-manifold";
import type { Mesh, MeshBody } from "@/lib/geometry/mesh/mesh";
import { findTextWish } from "../find-text-wish";
import { buildText, type TextSolids } from "./build-text";
import { planText, type TextPlan, type TextWish } from "./plan-text";
import { requirePrompt } from "./require-input";
import type { ShapedJob, Shaper } from "./shaped-job";

/** Words as letters, plate, keychain or sign. Throws `invalid_request` for words that cannot be set. */
export const shapeText: Shaper = async (job, note) => {
  requirePrompt(job);
  note("shaping", 10);
  await openFonts();
  const found = findTextWish(job);
  if (!found) throw new TypeError(`A job for the engine ${job.engine} came to the text.`);
  return textOf(found.wish, found.reason);
};

async function textOf(wish: TextWish, engineReason: string): Promise<ShapedJob> {
  const plan = planText(wish);
  const { style, relief, letter_color, base_color } = plan.settings;
  const colored = letter_color !== undefined || base_color !== undefined;
  const apart = colored && style !== "letters" && relief === "emboss";
  const built = buildText(await loadManifold(), plan, apart);
  return {
    engine: "text",
    engineReason,
    solid: { kind: "mesh", mesh: colored ? bodiesOf(built, plan) : plainOf(built) },
    sizeMm: wish.sizeMm,
    sizeAxis: wish.sizeAxis,
    painted: colored,
    notes: notesOf(built, plan),
  };
}

const plainOf = ({ solids: [{ positions, indices }] }: TextSolids): Mesh => ({ positions, indices });

function bodiesOf({ solids }: TextSolids, { settings }: TextPlan): Mesh {
  const bodies: MeshBody[] = [];
  const positions = new Float32Array(solids.reduce((sum, solid) => sum + solid.positions.length, 0));
  const indices = new Uint32Array(solids.reduce((sum, solid) => sum + solid.indices.length, 0));
  const colors = new Uint8Array(positions.length);
  let [vertex, corner] = [0, 0];
  for (const solid of solids) {
    const hex = solid.name === "letters" ? (settings.letter_color ?? PALE) : (settings.base_color ?? DARK);
    const color = rgb(hex);
    positions.set(solid.positions, 3 * vertex);
    for (let i = 0; i < solid.indices.length; i++) indices[corner + i] = solid.indices[i] + vertex;
    for (let i = 0; i < solid.positions.length; i++) colors[3 * vertex + i] = color[i % 3];
    bodies.push({
      name: solid.name,
      color,
      firstTriangle: corner / 3,
      triangleCount: solid.indices.length / 3,
    });
    vertex += solid.positions.length / 3;
    corner += solid.indices.length;
  }
  return { positions, indices, colors, bodies };
}

const PALE = "#f5f5f2";
const DARK = "#3a4048";

const rgb = (hex: string): [number, number, number] => {
  const value = parseInt(hex.slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
};

function notesOf({ pieces, solids }: TextSolids, { settings, capHeightMm }: TextPlan): string[] {
  const notes: string[] = [];
  if (settings.style === "letters" && pieces > 1)
    notes.push(
      `The letters are ${pieces} separate parts. ` +
        (settings.underline
          ? "The bar holds those that stand on the line; dots, accents and raised signs stay loose."
          : "Ask for underline, or for a plate, to hold them together."),
    );
  if (capHeightMm < 4)
    notes.push(
      `Capitals are ${capHeightMm.toFixed(1)} mm tall; below 4 mm a 0.4 mm nozzle blurs them. Make it larger for FDM.`,
    );
  if (
    settings.relief === "deboss" &&
    settings.letter_color &&
    settings.style !== "letters" &&
    solids.length === 1
  )
    notes.push("Cut letters have the plate's colour: the cut is air.");
  return notes;
}
