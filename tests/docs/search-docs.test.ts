import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { docsEntries } from "@/app/docs/entries";
import { docsPages } from "@/app/docs/pages";
import DocsSearchPage from "@/app/docs/search/page";
import { searchDocs, type DocsEntry } from "@/components/docs/search-docs";

const entry = (title: string, text: string, page = "Quick start"): DocsEntry => ({
  href: `/docs#${title}`,
  page,
  title,
  text,
});
const entries = [
  entry("Limits", "Sixty calls a minute; then 429 with `Retry-After`."),
  entry("Webhooks", "Signed. A try that fails is tried again; see [limits](/docs#limits)."),
  entry("rate_limited", "You call too often.", "Error codes"),
];
const titles = (query: string) => searchDocs(entries, query).map(({ title }) => title);

describe("searching the docs", () => {
  it("puts a title before a mention, and finds beginnings of words in any case", () => {
    expect(titles("limit")).toEqual(["Limits", "Webhooks"]);
    expect(titles("WEBH")).toEqual(["Webhooks"]);
    expect(titles("imits")).toEqual([]);
  });

  it("wants every word, in the part or in its page's title", () => {
    expect(titles("signed limits")).toEqual(["Webhooks"]);
    expect(titles("error often")).toEqual(["rate_limited"]);
    expect(titles("signed minute")).toEqual([]);
  });

  it("takes a query for words and not for a pattern", () => {
    for (const query of ["", "  ", ".*", "(((", "\\"]) expect(titles(query)).toEqual([]);
    expect(titles("retry-after")).toEqual(["Limits"]);
  });

  it("shows the words around what it found, without Markdown", () => {
    const [hit] = searchDocs(entries, "limits tried");
    expect(hit.excerpt).toEqual([
      { text: "Signed. A try that fails is ", isFound: false },
      { text: "tried", isFound: true },
      { text: " again; see ", isFound: false },
      { text: "limits", isFound: true },
      { text: ".", isFound: false },
    ]);
    const [long] = searchDocs(
      [entry("Long", `${"word ".repeat(100)}needle ${"word ".repeat(100)}`)],
      "needle",
    );
    expect(long.excerpt[0].text).toMatch(/^… /);
    expect(long.excerpt.at(-1)?.text).toMatch(/ …$/);
    expect(long.excerpt.map(({ text }) => text).join("").length).toBeLessThan(240);
  });
});

describe("the parts of the docs", () => {
  it("lead to addresses that exist, and lose no page", async () => {
    const found = await docsEntries();
    for (const { path, render } of docsPages()) {
      const html = renderToStaticMarkup(await render());
      const own = found.filter(({ href }) => href.split("#")[0] === path);
      expect([path, own.length > 0]).toEqual([path, true]);
      const ids = own.flatMap(({ href }) => href.split("#").slice(1));
      expect([path, ids.filter((id) => !html.includes(`id="${id}"`))]).toEqual([path, []]);
      expect(own.filter(({ text }) => text.includes("\u{241e}"))).toEqual([]);
    }
    expect(new Set(found.map(({ href }) => href)).size).toBe(found.length);
  });

  it("are found by what people look for", async () => {
    const found = await docsEntries();
    const first = (query: string) => searchDocs(found, query)[0]?.href;
    const two = searchDocs(found, "webhooks", 2).map(({ href }) => href);
    expect(two.sort()).toEqual(["/docs#webhooks", "/docs/reference/webhooks"]);
    expect(first("insufficient_credits")).toBe("/docs/errors#insufficient_credits");
    expect(searchDocs(found, "idempotency").map(({ href }) => href)).toContain("/docs#retries");
  });

  it("are shown with the query as plain text, or with what to try", async () => {
    const page = async (q: string | string[]) =>
      renderToStaticMarkup(await DocsSearchPage({ searchParams: Promise.resolve({ q }) }));
    expect(await page("webhooks")).toContain('href="/docs#webhooks"');
    expect(await page('<b>"x" zzzz')).toContain("&lt;b&gt;&quot;x&quot; zzzz");
    expect(await page(["zzzz", "b"])).toContain("Nothing has all the words of “zzzz”");
  });
});
