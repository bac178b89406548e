import { expect, it } from "vitest";
import { sourceFiles } from "../support/source-files";

it("shows every component of components/ui at work", () => {
  const shown = new Set(
    sourceFiles("components")
      .filter(({ path }) => path.startsWith("components/design/"))
      .flatMap(({ imports }) => imports.map(({ target }) => target)),
  );
  const components = sourceFiles("components")
    .map(({ path }) => path)
    .filter((path) => path.startsWith("components/ui/") && path.endsWith(".tsx"));
  expect(components.length).toBeGreaterThan(25);
  // The toaster stands in the root layout, once; what says a toast is imported instead.
  expect(components.filter((path) => !shown.has(path) && !path.endsWith("/toaster.tsx"))).toEqual([]);
});
