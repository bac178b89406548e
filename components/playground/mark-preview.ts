/**
 * Leaves how long a pass took, from the change of the form to the frame that shows it, where a profiler finds it and
 * `npm run bench preview` looks. Nothing is kept.
 */
export function markPreview(pass: "draft" | "whole", since: number): void {
  requestAnimationFrame(() =>
    setTimeout(() => {
      const name = `preview.${pass}`;
      performance.measure(name, { start: since, end: performance.now() });
      performance.clearMeasures(name);
    }),
  );
}
