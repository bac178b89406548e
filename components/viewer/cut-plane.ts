import { Plane, type Vector3 } from "three";
import type { Cut, CutAxis } from "./view-mode";

/** Moves a plane to a cut; what lies behind it is drawn. Printers count y away from the viewer, three towards them. */
export function placeCut(plane: Plane, { axis, mm }: Cut, extent: Vector3): void {
  if (axis === "z") plane.setComponents(0, -1, 0, mm);
  if (axis === "x") plane.setComponents(-1, 0, 0, mm - extent.x / 2);
  if (axis === "y") plane.setComponents(0, 0, 1, mm - extent.z / 2);
}

/** How far a cut along an axis can go, in millimetres. */
export const cutReach = (axis: CutAxis, extent: Vector3): number =>
  axis === "z" ? extent.y : axis === "x" ? extent.x : extent.z;
