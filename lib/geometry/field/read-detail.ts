import type { Crew, Step } from "../crew/crew";
import type { Raster } from "../image/raster";
import type { Window } from "../image/resample-pixels";
import { insideLightness } from "./frame-subject";
import { pictureDetail } from "./picture-detail";

interface DetailJob {
  raster: Raster;
  /** Coverage 0 to 1 on the window's grid. */
  coverage: Float32Array;
  window: Window;
  /** Longest side of the subject in cells. */
  longest: number;
  /** See {@link pictureDetail}. */
  strength: number | undefined;
  light: Float32Array;
  detail: Float32Array;
}

/** What of a picture comes up as relief, and the lightness that tells it: nothing to do with thickness, so made beside it. */
export const readDetail: Step<DetailJob> = {
  name: "read-detail",
  open:
    ({ raster, coverage, window, longest, strength, light, detail }) =>
    () => {
      light.set(insideLightness(raster, coverage, window));
      detail.set(pictureDetail(light, window.width, window.height, longest, strength));
    },
};

/** Begins to read them; the function that comes back gives them when they are there. */
export function startDetail(
  job: Omit<DetailJob, "light" | "detail">,
  crew: Crew,
): () => Pick<DetailJob, "light" | "detail"> {
  const map = () => new Float32Array(crew.allocate(4 * job.window.width * job.window.height));
  const read = { light: map(), detail: map() };
  const finish = crew.start(readDetail, { ...job, ...read }, 1);
  return () => {
    finish();
    return read;
  };
}
