import { AppError } from "@/lib/core/errors";
import { cropToAspect } from "@/lib/geometry/image/crop-to-aspect";
import { HEART_ASPECT } from "@/lib/geometry/outline/heart-ring";
import { lithophaneMesh, type LithophaneOptions } from "@/lib/geometry/sheet/lithophane-mesh";
import { NoRoomError } from "@/lib/geometry/sheet/plan-lithophane";
import type { EngineJob } from "../engine";
import { LithophaneSettings } from "../settings/lithophane";
import { countAllowed } from "./count-allowed";
import { cutHeart } from "./cut-heart";
import { decodeRaster } from "#host/decode-raster";
import { hangLithophane, requireHanger, tabHeight } from "./hang-lithophane";
import { loadManifold } from "#host/load-manifold";
import { requireImage } from "./require-input";
import type { Shaper } from "./shaped-job";

/** A picture for a light behind it: thick where it is dark. Throws `invalid_request` where sizes leave no room for it. */
export const shapeLithophane: Shaper = async (job, note) => {
  const image = requireImage(job);
  const settings = job.settings?.lithophane ?? LithophaneSettings.parse({});
  requireHanger(settings);
  note("decoding", 2);
  const raster = await decodeRaster(image, job.resolution);
  note("shaping", 20);
  const isHeart = settings.shape === "heart";
  const picture = isHeart ? cropToAspect(raster, HEART_ASPECT) : raster;
  const lithophane = refuseNoRoom(() => lithophaneMesh(picture, optionsOf(job, settings)));
  const finish = isHeart ? cutHeart : hangLithophane;
  const mesh =
    isHeart || settings.hole_mm > 0 ? finish(await loadManifold(), lithophane, settings) : lithophane.mesh;
  return {
    engine: "lithophane",
    engineReason: "The lithophane was asked for.",
    solid: { kind: "mesh", mesh },
    sizeMm: job.sizeMm,
    sizeAxis: job.sizeAxis,
    notes: notesOf(settings, lithophane.plan.copies),
  };
};

function optionsOf(job: EngineJob, settings: LithophaneSettings): LithophaneOptions {
  const { hole_mm: holeMm } = settings;
  const isHeart = settings.shape === "heart";
  return {
    shape: settings.shape === "heart" ? "flat" : settings.shape,
    sizeMm: job.sizeMm,
    axis: job.sizeAxis,
    resolution: job.resolution,
    minMm: settings.min_thickness_mm,
    maxMm: settings.max_thickness_mm,
    attenuationPerMm: settings.attenuation_per_mm,
    invert: settings.invert,
    smoothing: settings.smoothing,
    frameMm: isHeart ? 0 : settings.frame_mm,
    heartFrameMm: isHeart ? settings.frame_mm : undefined,
    frameThicknessMm: settings.frame_thickness_mm ?? settings.max_thickness_mm,
    curveDegrees: settings.curve_degrees,
    copies: settings.copies,
    openingMm: settings.opening_mm,
    capMm: holeMm > 0 ? holeMm / 2 + CAP_WALL_MM : 0,
    tabMm: tabHeight(settings),
    lying: isHeart || (settings.shape === "flat" && settings.pose === "lying"),
    maxErrorMm: settings.max_error_mm,
    maxTriangles: countAllowed(job) - (isHeart || holeMm > 0 ? CUT_TRIANGLES : 0),
  };
}

const CAP_WALL_MM = 4;
/** Kept free for what is added and for what cuts split. */
const CUT_TRIANGLES = 6000;

function refuseNoRoom<T>(make: () => T): T {
  try {
    return make();
  } catch (error) {
    if (!(error instanceof NoRoomError)) throw error;
    throw new AppError("invalid_request", error.message, { param: "lithophane", cause: error });
  }
}

function notesOf(settings: LithophaneSettings, copies: number): string[] {
  const { shape, min_thickness_mm: min, max_thickness_mm: max, invert } = settings;
  return [
    `White is ${invert ? max : min} mm thick and black ${invert ? min : max} mm. Print it with 100 % infill, in a pale filament.`,
    ...(shape === "sphere" && copies > 1 ? [`The picture goes round the sphere ${copies} times.`] : []),
  ];
}
