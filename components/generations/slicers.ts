/** Programs that cut a model into layers, and how a page asks each to open a file. */
export const slicers = [
  { name: "PrusaSlicer", hint: "Takes links from a few sites only", open: byParameter("prusaslicer") },
  { name: "OrcaSlicer", hint: "Asks before it downloads", open: byParameter("orcaslicer") },
  { name: "Bambu Studio", hint: "Newer versions ask first", open: openBambuStudio },
  { name: "Cura", hint: "5.8 and newer", open: byParameter("cura") },
] as const;

function byParameter(scheme: string): (url: string) => string {
  return (url) => `${scheme}://open?file=${encodeURIComponent(url)}`;
}

/** Its Windows version registers another scheme than the one for macOS and Linux, which takes the bare address. */
function openBambuStudio(url: string, platform: string = navigator.userAgent): string {
  return /Windows/.test(platform)
    ? byParameter("bambustudio")(url)
    : `bambustudioopen://${encodeURIComponent(url)}`;
}
