import { renderToStaticMarkup } from "react-dom/server";
import { beforeAll, describe, expect, it } from "vitest";
import { docsPages } from "@/app/docs/pages";
import { GET as readTwin } from "@/app/docs/markdown/[[...page]]/route";
import { GET as readLlms } from "@/app/llms.txt/route";
import { GET as readLlmsFull } from "@/app/llms-full.txt/route";
import { problem } from "@/lib/api/problem";
import { AppError, errorCodes, type ErrorCode } from "@/lib/core/errors";
import { publicUrl } from "../support/call-api";
import { walk } from "../support/source-files";

const html = new Map<string, string>();
const twins = new Map<string, string>();

beforeAll(async () => {
  for (const { path, render } of docsPages()) {
    html.set(path, renderToStaticMarkup(await render()));
    const page = path.split("/").slice(2);
    const answer = await readTwin(new Request(`${publicUrl}${path}.md`), {
      params: Promise.resolve({ page }),
    });
    expect([path, answer.status, answer.headers.get("content-type")]).toEqual([
      path,
      200,
      "text/markdown; charset=utf-8",
    ]);
    twins.set(path, await answer.text());
  }
});

/** Not for readers of the docs: it is shown to those who work on the design. */
const INSIDE = "/docs/design";

const plain = (text: string): string => text.replace(/<[^>]+>/g, " ");
/** Letters and digits alone: how a sentence is set must not matter. */
const letters = (text: string): string =>
  text
    .replace(/&#x([0-9a-f]+);/gi, (_, code: string) => String.fromCodePoint(parseInt(code, 16)))
    .replace(/&(amp|lt|gt|quot);/g, " ")
    .replace(/\]\([^)]*\)/g, "")
    .replace(/[^\p{L}\p{N}]/gu, "");

describe("pages of the docs", () => {
  it("are all listed, with their Markdown twins and in /llms.txt", async () => {
    const files = walk("app/docs").filter((file) => file.endsWith("/page.tsx"));
    const paths = docsPages().map(({ path }) => path);
    const found = files.map((file) => file.replace(/^app/, "").replace(/\/page\.tsx$/, ""));
    // Results of a search are no text of their own.
    const apart = ["/docs/search", INSIDE];
    const texts = found.filter((path) => !path.includes("[") && !apart.includes(path));
    expect(texts.filter((path) => !paths.includes(path))).toEqual([]);
    expect(paths.filter((path) => path.startsWith("/docs/reference/")).length).toBeGreaterThan(7);
    const llms = await readLlms().text();
    for (const path of paths) expect(llms).toContain(`](${publicUrl}${path}.md)`);
  });

  it("lead to their twins", () => {
    for (const [path, page] of html) expect(page).toContain(`href="${path}.md"`);
  });

  it("say in Markdown what they say on the screen: every paragraph, entry, heading and sample", () => {
    for (const [path, page] of html) {
      const twin = letters(twins.get(path)!);
      const texts = [...page.matchAll(/<(p|h[1-6]|td|dd)\b[^>]*>(.*?)<\/\1>/gs)].map((match) =>
        letters(plain(match[2])),
      );
      const onScreenOnly = /^(Whatisleft|Quickstart$|Nocall)/;
      const missing = texts.filter((text) => !twin.includes(text) && !onScreenOnly.test(text));
      expect([path, missing]).toEqual([path, []]);
      expect(twins.get(path)).toMatch(/^# \S/);
      expect(twins.get(path)).not.toMatch(/undefined|\[object|(?<!`)``(?!`)/);
    }
  });

  it("link only to pages and chapters that exist", () => {
    const chapters = new Map(
      [...html].map(([path, page]) => [
        path,
        new Set([...page.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id)),
      ]),
    );
    const broken = [...html].flatMap(([from, page]) =>
      [...page.matchAll(/href="(?:(\/docs[^"#]*)|(?=#))(?:#([^"]+))?"/g)].flatMap(
        ([, path = from, chapter]) => {
          const target = chapters.get(path.replace(/\.md$/, ""));
          return target && (!chapter || target.has(chapter)) ? [] : `${from} → ${path}#${chapter}`;
        },
      ),
    );
    expect(broken).toEqual([]);
  });

  it("answer 404 in words where there is no such page", async () => {
    const answer = await readTwin(new Request(publicUrl), { params: Promise.resolve({ page: ["nothing"] }) });
    expect([answer.status, await answer.text()]).toEqual([
      404,
      `There is no page /docs/nothing. See ${publicUrl}/llms.txt for those that there are.\n`,
    ]);
  });

  it("stand in /llms-full.txt one behind the other", async () => {
    const text = await (await readLlmsFull()).text();
    for (const twin of twins.values()) expect(text).toContain(twin);
  });
});

describe("error codes", () => {
  it.each(Object.keys(errorCodes) as ErrorCode[])(
    "%s: its type is the address of its explanation",
    async (code) => {
      const request = { requestId: "req_1", path: "/api/v1/health" };
      const { type } = (await problem(new AppError(code, "Why."), request).json()) as { type: string };
      const [page, chapter] = type.replace(publicUrl, "").split("#");
      const section = html.get(page)!.split(`<section id="${chapter}"`)[1].split("</section>")[0];
      expect(section).toContain(errorCodes[code][1].replaceAll("'", "&#x27;"));
      expect(section).toMatch(/What to do:<\/strong> \S/);
    },
  );
});
