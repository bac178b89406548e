let known: boolean | undefined;

/** Whether this browser can draw models in 3D. Looked at once, for contexts are few; the one that was made is given back. */
export function hasWebGl(): boolean {
  if (known === undefined) {
    const context = document.createElement("canvas").getContext("webgl2");
    known = context !== null;
    context?.getExtension("WEBGL_lose_context")?.loseContext();
  }
  return known;
}
