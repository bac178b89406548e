import { AppError } from "@/lib/core/errors";
import { decimate, type Simplify } from "@/lib/geometry/mesh/decimate";
import type { Mesh } from "@/lib/geometry/mesh/mesh";
import { splitParts } from "@/lib/geometry/mesh/split-parts";
import { hollowMesh } from "@/lib/geometry/print/hollow-mesh";
import type { PrintSettings } from "../settings/print";
import { drillDrains } from "./drill-drains";
import { loadManifold } from "#host/load-manifold";

/** Of the triangles allowed, the share that a hollow's surface may take. */
export const HOLLOW_SHARE = 0.2;

/**
 * Hollows out a placed mesh and drains it, as far as the print contract asks for it, and says so in a sentence.
 *
 * @param limit the triangles allowed for the whole; the mesh is given with {@link HOLLOW_SHARE} of them to spare.
 * @throws AppError `print_contract_unmet` where the body is too thin, its floor too small for the drains, or the body is
 * several.
 */
export async function hollowOut(
  mesh: Mesh,
  contract: PrintSettings | undefined,
  limit: number,
  simplify: Simplify,
): Promise<{ mesh: Mesh; notes: string[] }> {
  const { hollow_mm: wallMm, drain_holes: count = 0, drain_hole_mm: diameterMm = DRAIN_MM } = contract ?? {};
  if (wallMm === undefined && count > 0)
    throw new AppError(
      "invalid_request",
      "Drain holes need a hollow. Say hollow_mm, the thickness of its walls, too.",
      {
        param: "print",
      },
    );
  if (wallMm === undefined) return { mesh, notes: [] };
  if (mesh.bodies) throw unmet("this model is made of several bodies, which are not hollowed");
  const hollowed = hollowMesh(mesh, wallMm, {
    most: count || Infinity,
    roomMm: count > 0 ? diameterMm / 2 : 0,
    reduce: (surface) => decimate(surface, limit * HOLLOW_SHARE, simplify).mesh,
  });
  if (hollowed.hollows.length === 0)
    throw unmet(
      `it is nowhere thick enough for a hollow behind walls of ${wallMm} mm` +
        (count > 0 ? ` with a floor for drain holes of ${diameterMm} mm` : ""),
    );
  const saved = `Hollowed out behind walls of at least ${wallMm} mm: ${(hollowed.savedMm3 / 1000).toFixed(1)} cm³ less`;
  if (count === 0) return { mesh: hollowed.mesh, notes: [`${saved}.`] };
  const drained = drillDrains(await loadManifold(), hollowed.mesh, mesh, hollowed.hollows, {
    count,
    diameterMm,
  });
  const holes = count === 1 ? "1 drain hole" : `${count} drain holes`;
  if (!drained || splitParts(drained).volumes.some((volume) => volume < 0))
    throw unmet(`the floor of its hollow has no room for ${holes} of ${diameterMm} mm`);
  return { mesh: drained, notes: [`${saved}, with ${holes} of ${diameterMm} mm in the underside.`] };
}

/** Resin runs out of this, and a slicer still bridges it. */
const DRAIN_MM = 3.5;

const unmet = (reason: string): AppError =>
  new AppError(
    "print_contract_unmet",
    `The model does not meet the print contract: ${reason}. Nothing was charged.`,
    { param: "print" },
  );
