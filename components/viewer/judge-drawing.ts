/** How models can be drawn here: not at all, by the processor, or by a graphics card. */
export type DrawingPower = "none" | "software" | "hardware";

type Canvas = Pick<HTMLCanvasElement | OffscreenCanvas, "getContext">;

/**
 * Looks at a context and gives it back; nothing is drawn. Browsers that draw by the processor seldom admit it when asked
 * to refuse, but the name of what draws tells. It stays here: it is neither kept nor sent.
 */
export function judgeDrawing(canvas: Canvas): DrawingPower {
  const context = canvas.getContext("webgl2") as WebGL2RenderingContext | null;
  if (!context) return "none";
  const debug = context.getExtension("WEBGL_debug_renderer_info");
  const name = String(context.getParameter(debug ? debug.UNMASKED_RENDERER_WEBGL : context.RENDERER));
  context.getExtension("WEBGL_lose_context")?.loseContext();
  return /swiftshader|llvmpipe|softpipe|software|basic render/i.test(name) ? "software" : "hardware";
}
