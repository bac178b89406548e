/**
 * What of the engines runs in a browser: the same steps as in a thread of the server, with the browser's own decoder, and
 * nothing that is Node's. Where a step needs its host, it imports `#host/…`, which package.json resolves to `browser/`
 * here and to `local/` there.
 */
export { drawStill } from "./browser/draw-still";
export { findSubject, type FoundSubject } from "./browser/find-subject";
export { makePreview, type PreviewJob, type PreviewModel } from "./browser/make-preview";
