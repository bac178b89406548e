import { chromium, type CDPSession, type Page } from "playwright-core";
import { withBenchPortal } from "./bench-portal";
import type { BenchRow } from "./bench-table";
import { chromiumOptions } from "./chromium-options";
import { makeBenchModel, signInToBench } from "./enter-bench-portal";
import { median } from "./time-by-turns";
import { turnModel } from "./turn-model";

const OPENS = 100;
/** What the code itself and the first pages take is held by then. */
const SETTLED = 10;

/**
 * `npm run bench viewer`: a generation's page is opened a hundred times, from the history and back, as a reader goes, in a
 * browser that draws by the processor. How long until the model stands there in 3D, and what is held of the graphics card
 * and of memory after the last, beside what was held after the tenth.
 */
export async function benchViewer(): Promise<BenchRow[]> {
  return withBenchPortal(async (portal) => {
    const browser = await chromium.launch(chromiumOptions());
    try {
      const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
      const page = await context.newPage();
      await page.addInitScript(countGraphics);
      await signInToBench(page, portal);
      const id = await makeBenchModel(portal);
      const debug = await context.newCDPSession(page);
      await page.goto(`${portal.url}/generations/${id}`, { waitUntil: "networkidle" });
      // What a machine without a graphics card asks once it remembers.
      await turnModel(page);
      const times: number[] = [];
      const held: Held[] = [];
      while (times.length < OPENS) {
        await leave(page);
        held.push(await readHeld(page, debug));
        times.push(await open(page, id));
      }
      await leave(page);
      const last = await readHeld(page, debug);
      const before = held[SETTLED];
      return [
        {
          name: "history to the model in 3D",
          medianMs: median(times),
          targetMs: 1000,
          note: `${OPENS} times; drawn by the processor`,
        },
        {
          name: `held after ${SETTLED} and ${OPENS} opens`,
          medianMs: median(times.slice(-SETTLED)),
          targetMs: 1000,
          note: `memory ${before.heapMb} and ${last.heapMb} MB; contexts ${before.contexts} and ${last.contexts}; buffers ${before.buffers} and ${last.buffers}; textures ${before.textures} and ${last.textures}`,
        },
      ];
    } finally {
      await browser.close();
    }
  });
}

interface Held {
  heapMb: number;
  contexts: number;
  buffers: number;
  textures: number;
}

async function leave(page: Page): Promise<void> {
  await page.getByRole("navigation", { name: "Portal" }).getByRole("link", { name: "Generations" }).click();
  await page.getByRole("heading", { name: "Generations", level: 1 }).waitFor();
  // react-three-fiber gives its context back half a second later.
  await page.waitForTimeout(700);
}

async function open(page: Page, id: string): Promise<number> {
  const link = page.locator(`a[href="/generations/${id}"]`).first();
  const startedAt = performance.now();
  await link.click();
  await page.locator('[data-viewer="ready"]').waitFor();
  return performance.now() - startedAt;
}

async function readHeld(page: Page, debug: CDPSession): Promise<Held> {
  await debug.send("HeapProfiler.collectGarbage");
  const { usedSize } = await debug.send("Runtime.getHeapUsage");
  const graphics = await page.evaluate(() =>
    (window as unknown as { heldGraphics: () => Omit<Held, "heapMb"> }).heldGraphics(),
  );
  return { heapMb: Number((usedSize / 1e6).toFixed(1)), ...graphics };
}

/** Runs in the page before its own scripts: keeps count of what contexts that are alive have made and not deleted. */
function countGraphics(): void {
  const alive = new Map<WebGL2RenderingContext, { buffers: number; textures: number }>();
  const proto = WebGL2RenderingContext.prototype as unknown as Record<
    string,
    (...args: unknown[]) => unknown
  >;
  for (const [kind, name] of [
    ["Buffer", "buffers"],
    ["Texture", "textures"],
  ] as const) {
    const [create, remove] = [proto[`create${kind}`], proto[`delete${kind}`]];
    const count = (context: unknown, by: number) => {
      const held = alive.get(context as WebGL2RenderingContext) ?? { buffers: 0, textures: 0 };
      held[name] += by;
      alive.set(context as WebGL2RenderingContext, held);
    };
    proto[`create${kind}`] = function (this: unknown, ...args) {
      count(this, 1);
      return create.apply(this, args);
    };
    proto[`delete${kind}`] = function (this: unknown, ...args) {
      if (args[0]) count(this, -1);
      return remove.apply(this, args);
    };
  }
  Object.assign(window, {
    heldGraphics: () => {
      for (const context of [...alive.keys()]) if (context.isContextLost()) alive.delete(context);
      const all = [...alive.values()];
      return {
        contexts: all.length,
        buffers: all.reduce((sum, { buffers }) => sum + buffers, 0),
        textures: all.reduce((sum, { textures }) => sum + textures, 0),
      };
    },
  });
}
