import { build } from "esbuild";
import type { Browser, Page } from "playwright-core";
import { writeGlb } from "@/lib/geometry/formats/write-glb";
import { makeBox } from "./make-solids";

/** What the page offers to a test: what a viewer shows one after the other, and what that holds on the graphics card. */
export interface ViewerWindow {
  /** Shows another copy of the box, in the same viewer if one is open; the answer is what is held once it is drawn. */
  showBox(): Promise<Record<string, number>>;
  /** Shows the box twice, side by side, under linked cameras. */
  showPair(): Promise<void>;
  /** Whether the viewer gave its whole context back. */
  closeViewer(): Promise<boolean>;
}

/** A page of its own that holds nothing but the viewer and a box, in a window of 160 × 120. */
export async function openViewerPage(browser: Browser): Promise<Page> {
  const script = await bundleViewer();
  const page = await browser.newPage({ viewport: { width: 160, height: 120 } });
  await page.addInitScript(countGpuObjects);
  const glb = Buffer.from(writeGlb(makeBox([0, 0, 0], [20, 20, 20])));
  await page.route("http://viewer.test/**", (route) => {
    const name = new URL(route.request().url()).pathname;
    if (name === "/box.glb") return route.fulfill({ body: glb, contentType: "model/gltf-binary" });
    if (name === "/viewer.js") return route.fulfill({ body: script, contentType: "text/javascript" });
    return route.fulfill({ body: html, contentType: "text/html" });
  });
  await page.goto("http://viewer.test/");
  return page;
}

const html = `<!doctype html><style>[data-viewer]{position:absolute;inset:0}[data-viewer]>:not(:first-child){display:none}</style>
<div id="root"></div><script type="module" src="/viewer.js"></script>`;

async function bundleViewer(): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: entry, loader: "tsx", resolveDir: process.cwd() },
    bundle: true,
    write: false,
    format: "esm",
    jsx: "automatic",
    alias: { "@": process.cwd() },
    define: { "process.env.NODE_ENV": '"production"', "import.meta.url": '"http://viewer.test/"' },
  });
  return outputFiles[0].text;
}

const entry = `
  import { createRoot } from "react-dom/client";
  import { CameraLink } from "@/components/viewer/camera-link";
  import ViewerStage from "@/components/viewer/viewer-stage";
  let root;
  let shown = 0;
  const frame = () => new Promise(requestAnimationFrame);
  window.showBox = async () => {
    root ??= createRoot(document.getElementById("root"));
    const src = "/box.glb?" + ++shown;
    await new Promise((resolve, reject) => {
      const onFailure = () => reject(new Error("The box was not shown."));
      root.render(
        <ViewerStage src={src} name="Box" onReady={resolve} onFailure={onFailure} />,
      );
    });
    const drawn = window.held().draws;
    while (window.held().draws === drawn) await frame();
    // The light's room is drawn first, the model some frames later: what is held must have come to rest.
    for (let still = 0, last = ""; still < 20; still++) {
      await frame();
      const now = JSON.stringify({ ...window.held(), draws: 0 });
      if (now !== last) still = 0;
      last = now;
    }
    return window.held();
  };
  window.showPair = () => {
    const link = new CameraLink();
    const one = (left) => new Promise((resolve, reject) => {
      const place = document.body.appendChild(document.createElement("div"));
      place.style.cssText = "position:fixed;top:0;width:80px;height:120px;left:" + left + "px";
      createRoot(place).render(
        <ViewerStage src={"/box.glb?" + left} name="Box" link={link} onReady={resolve} onFailure={reject} />,
      );
    });
    return Promise.all([one(0), one(80)]).then(() => {});
  };
  window.closeViewer = async () => {
    const canvas = document.querySelector("canvas");
    const lost = new Promise((resolve) => canvas.addEventListener("webglcontextlost", resolve));
    root.unmount();
    await lost;
    return canvas.getContext("webgl2").isContextLost();
  };
`;

/** Runs in the page: keeps count of what WebGL makes and deletes. */
function countGpuObjects(): void {
  const held: Record<string, number> = {};
  const context = WebGL2RenderingContext.prototype as unknown as Record<
    string,
    (...args: unknown[]) => unknown
  >;
  for (const kind of ["Buffer", "Texture", "Framebuffer", "Renderbuffer", "VertexArray", "Program"]) {
    const [create, remove] = [context[`create${kind}`], context[`delete${kind}`]];
    held[kind] = 0;
    context[`create${kind}`] = function (this: unknown, ...args) {
      held[kind]++;
      return create.apply(this, args);
    };
    context[`delete${kind}`] = function (this: unknown, ...args) {
      if (args[0]) held[kind]--;
      return remove.apply(this, args);
    };
  }
  const draw = context.drawElements;
  held.draws = 0;
  context.drawElements = function (this: unknown, ...args) {
    held.draws++;
    return draw.apply(this, args);
  };
  Object.assign(window, { held: () => ({ ...held }) });
}
