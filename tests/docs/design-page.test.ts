import { expect, it } from "vitest";
import { sourceFiles } from "../support/source-files";

it("shows every component of components/ui at work", () => {
  const shown = new Set(
    sourceFiles("components")
      .filter(({ path }) => path.startsWith("components/design/"))
      .flatMap(({ imports }) => imports.map(({ target }) => target)),
  );
  const own = sourceFiles("components").filter(
    ({ path }) => path.startsWith("components/ui/") && path.endsWith(".tsx"),
  );
  // What another of them fetches on demand is shown with it. The toaster stands in the root layout, once; what says a
  // toast is imported instead.
  const within = new Set(own.flatMap(({ imports }) => imports.map(({ target }) => target)));
  const components = own.map(({ path }) => path).filter((path) => !path.endsWith("/toaster.tsx"));
  expect(components.length).toBeGreaterThan(25);
  expect(components.filter((path) => !shown.has(path) && !within.has(path))).toEqual([]);
});
