import { existsSync, readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { root } from "../support/source-files";

const readme = readFileSync(path.join(root, "README.md"), "utf8");
const packageJson = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8")) as {
  scripts: Record<string, string>;
};

describe("README", () => {
  it("fits on two screens", () => {
    expect(readme.split("\n").length).toBeLessThanOrEqual(120);
  });

  it("names only paths that exist", () => {
    const paths = [
      ...readme.matchAll(
        /(?:`|\()((?:app|components|lib|prisma|public|tests|deploy)\/[\w./()[\]-]*)(?:`|\))/g,
      ),
    ];
    expect(paths.length).toBeGreaterThan(10);
    expect(paths.map((match) => match[1]).filter((file) => !existsSync(path.join(root, file)))).toEqual([]);
  });

  it("names only scripts that exist, and every room of lib", () => {
    const scripts = [...readme.matchAll(/npm (?:run )?(start|test|[a-z]+)\b/g)].map((match) => match[1]);
    expect(scripts.filter((name) => !(name in packageJson.scripts) && !["ci", "run"].includes(name))).toEqual(
      [],
    );
    const rooms = readdirSync(path.join(root, "lib"));
    expect(rooms.filter((room) => !readme.includes(`lib/${room}/`))).toEqual([]);
  });
});

describe(".env.example", () => {
  it("holds every variable that is read, and no other", () => {
    const text = readFileSync(path.join(root, ".env.example"), "utf8");
    const shown = [...text.matchAll(/^#?\s?([A-Z][A-Z_]+)=/gm)].map((match) => match[1]).sort();
    const source = readFileSync(path.join(root, "lib/core/env-variables.ts"), "utf8");
    const read = [...source.matchAll(/^ {2}([A-Z][A-Z_]+):/gm)].map((match) => match[1]).sort();
    expect(shown.filter((name) => name !== "CHROMIUM_PATH")).toEqual(read);
  });
});
