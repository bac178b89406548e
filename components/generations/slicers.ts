/** Programs that cut a model into layers, and how a page asks each to open a file. */
export const slicers: readonly Slicer[] = [
  { name: "PrusaSlicer", hint: "Takes links from a few sites only", open: byParameter("prusaslicer") },
  { name: "OrcaSlicer", open: byParameter("orcaslicer") },
  { name: "Bambu Studio", hint: "May take links from its own site only", open: openBambuStudio },
  { name: "Cura", open: byParameter("cura") },
];

export interface Slicer {
  name: string;
  /** What may keep it from opening. */
  hint?: string;
  /** The address that opens the file at `url` in it. */
  open: (url: string) => string;
}

function byParameter(scheme: string): (url: string) => string {
  return (url) => `${scheme}://open?file=${encodeURIComponent(url)}`;
}

/** Its Windows version registers another scheme than the one for macOS and Linux, which takes the bare address. */
function openBambuStudio(url: string, platform: string = navigator.userAgent): string {
  return /Windows/.test(platform)
    ? byParameter("bambustudio")(url)
    : `bambustudioopen://${encodeURIComponent(url)}`;
}
