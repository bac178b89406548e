import { describe, expect, it } from "vitest";
import { sourceFiles, type SourceFile } from "../support/source-files";

/** Who may import whom: the lower the number, the lower the floor; imports point down, or stay in the room. */
const floors: Record<string, number> = {
  core: 0,
  db: 1,
  storage: 2,
  email: 2,
  jobs: 2,
  geometry: 2,
  engines: 3,
  accounts: 4,
  status: 5,
  policies: 5,
  backups: 6,
  visitors: 5,
  keys: 6,
  webhooks: 7,
  credits: 8,
  uploads: 8,
  generations: 9,
  prints: 10,
  support: 11,
  usage: 11,
  billing: 12,
  privacy: 13,
  api: 14,
  // As high as the API, so that nothing but run may import it.
  "stripe-stand-in": 14,
  run: 15,
};

/** The browser-safe and the public files of a room; everything else in it is private. */
const doors = /^lib\/[a-z-]+\/(index|schema|contract|jobs|browser|personal-data)\.ts$/;
/** Rooms without private files: vocabulary that every room shares. */
const open = new Set(["core", "db", "geometry", "engines"]);

const files = sourceFiles("lib", "app", "components");
const roomOf = (path: string): string | undefined => /^lib\/([a-z-]+)\//.exec(path)?.[1];

const byPath = new Map(files.map((file) => [file.path, file]));

/** All that a door brings with it where `#host/x` is the browser's: files, and packages by their names. */
function reachInBrowser(door: string): Set<string> {
  const reached = new Set<string>();
  const visit = (path: string): void => {
    if (reached.has(path)) return;
    reached.add(path);
    for (const { target, specifier, typeOnly } of byPath.get(path)?.imports ?? [])
      if (!typeOnly) visit(specifier.startsWith("#host/") ? target.replace("/local/", "/browser/") : target);
  };
  visit(door);
  return reached;
}

const breaks = (rule: (file: SourceFile, target: string, typeOnly: boolean) => boolean): string[] =>
  files.flatMap((file) =>
    file.imports
      .filter(({ target, typeOnly }) => rule(file, target, typeOnly))
      .map(({ target }) => `${file.path} imports ${target}`),
  );

describe("imports", () => {
  it("sees the rooms at all", () => {
    expect(files.filter((file) => file.imports.length > 0).length).toBeGreaterThan(50);
    expect([
      ...new Set(files.map((file) => roomOf(file.path)).filter((room) => room && !(room in floors))),
    ]).toEqual([]);
  });

  it("point down only", () => {
    expect(
      breaks((file, target) => {
        const from = roomOf(file.path);
        const to = roomOf(target);
        return !!from && !!to && from !== to && floors[from] <= floors[to];
      }),
    ).toEqual([]);
  });

  it("never reach from lib into app or components, and never into run", () => {
    expect(
      breaks(
        (file, target) =>
          (file.path.startsWith("lib/") && /^(app|components|tests)\//.test(target)) ||
          (roomOf(target) === "run" && roomOf(file.path) !== "run"),
      ),
    ).toEqual([]);
  });

  it("enter a room through its doors", () => {
    expect(
      breaks((file, target) => {
        const to = roomOf(target);
        return !!to && to !== roomOf(file.path) && !open.has(to) && !doors.test(target) && to !== "api";
      }),
    ).toEqual([]);
  });

  it("keep verbs out of components, which may compute with what is pure", () => {
    expect(
      breaks(
        (file, target, typeOnly) =>
          file.path.startsWith("components/") &&
          /^lib\//.test(target) &&
          !typeOnly &&
          !/\/(schema|browser)\.ts$/.test(target),
      ).filter((line) => !/imports lib\/(core|geometry)\//.test(line)),
    ).toEqual([]);
  });

  it("lead from what runs in a browser to nothing of Node's", () => {
    const reached = reachInBrowser("lib/engines/browser.ts");
    expect(reached.size).toBeGreaterThan(150);
    expect([...reached].filter((path) => /^lib\/engines\/browser\//.test(path)).length).toBeGreaterThan(5);
    const packages = [...reached].filter((target) => !/^lib\//.test(target)).sort();
    expect(packages).toEqual([
      "earcut",
      "manifold-3d",
      "meshoptimizer/simplifier",
      "opentype.js/dist/opentype.mjs",
      "zod",
    ]);
    expect([...reached].filter((path) => byPath.get(path)?.readsEnvironment)).toEqual([]);
  });

  it("keep the stand-in for Stripe apart from what it is tried with", () => {
    expect(
      breaks(
        (file, target) =>
          roomOf(file.path) === "stripe-stand-in" &&
          !["stripe-stand-in", "core"].includes(roomOf(target) ?? "core"),
      ),
    ).toEqual([]);
    expect(breaks((file, target) => roomOf(file.path) === "stripe-stand-in" && target === "stripe")).toEqual(
      [],
    );
  });

  it("keep geometry pure and engines away from the database", () => {
    expect(
      breaks((file, target) => roomOf(file.path) === "geometry" && roomOf(target) !== "geometry"),
    ).toEqual([]);
    expect(
      breaks(
        (file, target) =>
          roomOf(file.path) === "engines" && ["db", "storage", "jobs"].includes(roomOf(target) ?? ""),
      ),
    ).toEqual([]);
  });

  it.each([
    ["next", /^(next|next-auth|react|react-dom)(\/|$)/, /^(app|components)\/|^lib\/(api|run)\//],
    ["Prisma", /^@prisma\/|lib\/db\/generated/, /^lib\/(db|run)\//],
    ["graphile-worker", /^graphile-worker/, /^lib\/jobs\//],
    ["Stripe", /^stripe$/, /^lib\/billing\//],
    ["the client of S3", /^@aws-sdk\//, /^lib\/storage\/s3-connection\.ts$/],
    ["three", /^three|^@react-three/, /^components\/viewer\/|^app\//],
  ])("keep %s where it belongs", (_name, imported, allowed) => {
    expect(
      breaks((file, target, typeOnly) => imported.test(target) && !typeOnly && !allowed.test(file.path)),
    ).toEqual([]);
  });

  it("leave process.env to core/env.ts", () => {
    const readers = files.filter(
      (file) => file.readsEnvironment && !/^lib\/(run|db)\/.*\.mjs$/.test(file.path),
    );
    expect(readers.map((file) => file.path)).toEqual(["lib/core/env.ts"]);
  });
});

describe("cycles", () => {
  it("are absent", () => {
    expect(cycles(files)).toEqual([]);
  });

  it("would be found", () => {
    const file = (path: string, target: string) => ({
      path,
      text: "",
      imports: [{ target, specifier: target, typeOnly: false }],
      readsEnvironment: false,
    });
    expect(cycles([file("a", "b"), file("b", "c"), file("c", "a"), file("d", "a")])).toEqual([
      "a → b → c → a",
    ]);
  });
});

/** Depth-first walk over value imports; each cycle is named once, at the edge that closes it. */
function cycles(all: SourceFile[]): string[] {
  const graph = new Map(
    all.map((file) => [
      file.path,
      file.imports.filter((entry) => !entry.typeOnly).map((entry) => entry.target),
    ]),
  );
  const done = new Set<string>();
  const found: string[] = [];
  const visit = (path: string, trail: string[]): void => {
    if (trail.includes(path)) return void found.push([...trail.slice(trail.indexOf(path)), path].join(" → "));
    if (done.has(path)) return;
    for (const target of graph.get(path) ?? []) if (graph.has(target)) visit(target, [...trail, path]);
    done.add(path);
  };
  for (const path of graph.keys()) visit(path, []);
  return found;
}
