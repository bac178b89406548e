import type { LithophaneForm, LithophaneShape } from "./lithophane-form";

export interface LithophaneWish {
  shape: LithophaneShape;
  /** Extent of the finished model along `axis`, hangers included. */
  sizeMm: number;
  axis: "longest" | "x" | "y" | "z";
  /** Thickest and thinnest spot of the picture. */
  minMm: number;
  maxMm: number;
  /** Width of the frame round the picture, 0 for none, and its thickness. */
  frameMm: number;
  frameThicknessMm: number;
  /** Of a curved one, left to right, in degrees. */
  curveDegrees: number;
  /** Copies of the picture side by side round a cylinder or a ball; absent, as many as keep its proportions. */
  copies?: number;
  /** Diameter of a ball's opening below. */
  openingMm: number;
  /** Radius round a ball's top that stays without a picture. */
  capMm: number;
  /** What hangers add at the top. */
  tabMm: number;
  lying: boolean;
}

/** Where everything lies on a sheet of a certain width. */
export interface LithophanePlan {
  form: LithophaneForm;
  copies: number;
  /** Shares of the sheet without picture: at each side, below and above. */
  side: number;
  below: number;
  above: number;
}

/** The wanted size leaves no room for picture, frame or opening. The message says what to change. */
export class NoRoomError extends Error {}

/**
 * The sheet whose bent shape measures what was asked for. Thicknesses and frames are millimetres and do not grow with the
 * model, so the width is searched for: extents grow with it without fail.
 *
 * @param aspect the picture's height over its width.
 * @throws NoRoomError
 */
export function planLithophane(wish: LithophaneWish, aspect: number): LithophanePlan {
  let [low, high] = [0, 1e5];
  for (let step = 0; step < 60; step++) {
    const width = (low + high) / 2;
    if (extentOf(planAt(wish, aspect, width), wish) < wish.sizeMm) low = width;
    else high = width;
  }
  const plan = planAt(wish, aspect, high);
  requireRoom(wish, plan);
  return plan;
}

/** The plan for a sheet so wide, whether there is room or not. */
export function planAt(wish: LithophaneWish, aspect: number, widthMm: number): LithophanePlan {
  const { shape, frameMm, lying } = wish;
  const turn = shape === "flat" ? 0 : shape === "curved" ? (wish.curveDegrees * Math.PI) / 180 : 2 * Math.PI;
  const radiusMm = turn > 0 ? widthMm / turn : Infinity;
  const base = { shape, widthMm, radiusMm, turn, lying, lowest: 0, highest: 0, lowestFront: 0 };
  if (shape === "sphere") return planBall(wish, aspect, base);
  const wraps = shape === "cylinder";
  const copies = wraps ? (wish.copies ?? 1) : 1;
  const pictureMm = wraps ? widthMm / copies : Math.max(0, widthMm - 2 * frameMm);
  const heightMm = pictureMm * aspect + 2 * frameMm;
  const edge = heightMm > 0 ? frameMm / heightMm : 0;
  return {
    form: { ...base, heightMm },
    copies,
    side: wraps ? 0 : frameMm / widthMm,
    below: edge,
    above: edge,
  };
}

/** The picture lies about the middle of what the two ends leave free, as high as its proportions and 120° allow. */
function planBall(
  wish: LithophaneWish,
  aspect: number,
  base: Omit<LithophaneForm, "heightMm">,
): LithophanePlan {
  const { radiusMm } = base;
  const lowest = Math.PI - Math.asin(Math.min(1, wish.openingMm / 2 / radiusMm));
  const highest = Math.asin(Math.min(1, Math.max(wish.capMm / radiusMm, 0.12)));
  const lowestFront = Math.acos((radiusMm * Math.cos(lowest)) / (radiusMm + wish.frameThicknessMm));
  const free = Math.max(0, lowest - highest - (2 * wish.frameMm) / radiusMm);
  const tallest = Math.min(free, (2 * Math.PI) / 3);
  const copies = wish.copies ?? Math.max(1, Math.min(6, Math.round((2 * Math.PI * aspect) / tallest)));
  const tall = Math.min(free, ((2 * Math.PI) / copies) * aspect);
  const plain = Math.max(0.005, 0.5 * (1 - tall / Math.max(1e-9, lowest - highest)));
  return {
    form: { ...base, lowest, highest, lowestFront, heightMm: radiusMm * (lowest - highest) },
    copies,
    side: 0,
    below: plain,
    above: plain,
  };
}

function extentOf(
  { form }: LithophanePlan,
  { axis, frameThicknessMm, maxMm, tabMm }: LithophaneWish,
): number {
  const thick = Math.max(frameThicknessMm, maxMm);
  const [x, y, z] = extentsOf(form, thick, tabMm);
  return axis === "longest" ? Math.max(x, y, z) : axis === "x" ? x : axis === "y" ? y : z;
}

function extentsOf(form: LithophaneForm, thick: number, tabMm: number): [number, number, number] {
  const { shape, widthMm, heightMm, radiusMm, turn, lowest } = form;
  const outer = radiusMm + thick;
  const tall = heightMm + tabMm;
  if (shape === "flat") return form.lying ? [widthMm, tall, thick] : [widthMm, thick, tall];
  if (shape === "sphere") return [2 * outer, 2 * outer, outer - radiusMm * Math.cos(lowest)];
  if (shape === "cylinder") return [2 * outer, 2 * outer, tall];
  const half = turn / 2;
  const across = 2 * outer * Math.sin(Math.min(half, Math.PI / 2));
  return [across, outer - Math.min(radiusMm, outer) * Math.cos(half), tall];
}

function requireRoom(
  { shape, axis, frameMm, openingMm, capMm, sizeMm }: LithophaneWish,
  plan: LithophanePlan,
) {
  const { widthMm, heightMm, radiusMm } = plan.form;
  if (shape === "flat" && axis === (plan.form.lying ? "z" : "y"))
    throw new NoRoomError(
      `Along ${axis} a flat lithophane has its thickness, which is set in millimetres. Measure it along another axis.`,
    );
  if (shape === "sphere" && (openingMm > 1.6 * radiusMm || capMm > 0.6 * radiusMm))
    throw new NoRoomError(
      `A ball of ${(2 * radiusMm).toFixed(0)} mm has no room for an opening of ${openingMm} mm and its hanger. Make it larger, or the opening smaller.`,
    );
  const rest = Math.min(widthMm * (1 - 2 * plan.side), heightMm * (1 - plan.below - plan.above));
  if (!(rest >= LEAST_PICTURE_MM) || !(widthMm > 0))
    throw new NoRoomError(
      `At ${sizeMm} mm a frame of ${frameMm} mm leaves no room for the picture. Make the model larger, or the frame narrower.`,
    );
}

const LEAST_PICTURE_MM = 4;
