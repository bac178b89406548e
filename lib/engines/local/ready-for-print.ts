import type { Simplify } from "@/lib/geometry/mesh/decimate";
import { measureBounds } from "@/lib/geometry/mesh/measure-bounds";
import type { Mesh } from "@/lib/geometry/mesh/mesh";
import { placeMesh } from "@/lib/geometry/mesh/place-mesh";
import { orientMesh } from "@/lib/geometry/print/orient-mesh";
import type { EngineJob } from "../engine";
import { countAllowed } from "./count-allowed";
import { hollowOut } from "./hollow-out";
import { setOnBase } from "./set-on-base";
import type { ShapedJob } from "./shaped-job";

/**
 * Does to a placed mesh what the print contract asks to be done: turns it, gives it a base, hollows it out; with a
 * sentence for each. The base is made before the hollow, so that walls are measured at the final size.
 *
 * @throws AppError `print_contract_unmet` where it cannot be done.
 */
export async function readyForPrint(
  placed: Mesh,
  job: EngineJob,
  { sizeMm, sizeAxis, swaps }: Pick<ShapedJob, "sizeMm" | "sizeAxis" | "swaps">,
  simplify: Simplify,
): Promise<{ mesh: Mesh; notes: string[] }> {
  const contract = job.settings?.print;
  const turned = contract?.orientation === "auto" ? turn(placed, swaps) : { mesh: placed, notes: [] };
  const based = await setOnBase(turned.mesh, contract?.base);
  // A turned mesh keeps its scale: the wanted size is that of the model as it was shown.
  const keepScale = turned.mesh !== placed;
  const size = keepScale
    ? ({ sizeMm: longestSide(turned.mesh), axis: "longest" } as const)
    : { sizeMm, axis: sizeAxis };
  const sized = based.mesh === turned.mesh ? based.mesh : placeMesh(based.mesh, { ...size, inPlace: true });
  const { mesh, notes } = await hollowOut(sized, contract, countAllowed(job), simplify);
  return { mesh, notes: [...turned.notes, ...based.notes, ...notes] };
}

/** A stack of colours is laid down layer by layer: on any other side each layer would hold several colours. */
function turn(placed: Mesh, swaps: ShapedJob["swaps"]): { mesh: Mesh; notes: string[] } {
  if (swaps && swaps.length > 0)
    return { mesh: placed, notes: ["It was not turned: its colours change with the height."] };
  const { mesh, before, after } = orientMesh(placed);
  if (mesh === placed)
    return { mesh, notes: ["No other side would print clearly better, so it stands as it was."] };
  const percent = (share: number): string => `${(100 * share).toFixed(0)} %`;
  return {
    mesh: placeMesh(mesh, { sizeMm: longestSide(mesh), axis: "longest", inPlace: true }),
    notes: [
      `It was turned to the side on which it prints best: overhangs take ${percent(after.overhangShare)} of ` +
        `its surface instead of ${percent(before.overhangShare)}.`,
    ],
  };
}

function longestSide(mesh: Mesh): number {
  const { low, high } = measureBounds(mesh);
  return Math.max(high[0] - low[0], high[1] - low[1], high[2] - low[2]);
}
