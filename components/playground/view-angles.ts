/** Where a picture was taken from: a side, or degrees round the object from the front to the right. */
export type ViewAngle = "front" | "right" | "back" | "left" | "top" | "bottom" | number;

const sides: Record<number, ViewAngle> = { 0: "front", 90: "right", 180: "back", 270: "left" };
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** What can be chosen, once round the object and then from above and below. */
export const viewAngles: readonly { angle: ViewAngle; name: string }[] = [
  ...[0, 30, 45, 60, 90, 120, 135, 150, 180, 210, 225, 240, 270, 300, 315, 330].map((degrees) => {
    const angle = sides[degrees] ?? degrees;
    return { angle, name: typeof angle === "string" ? capital(angle) : `${degrees}°` };
  }),
  { angle: "top", name: "Top" },
  { angle: "bottom", name: "Bottom" },
];

/** What the engine takes for so many pictures where nothing is said. */
export function usualAngles(count: number): ViewAngle[] {
  if (count === 3) return [0, 120, 240].map((degrees) => sides[degrees] ?? degrees);
  const all: ViewAngle[] = ["front", "right", "back", "left", "top", "bottom"];
  return all.slice(0, count);
}

/** After a picture went: each of the others keeps its own. */
export const withoutAngle = (angles: readonly ViewAngle[], at: number): ViewAngle[] =>
  angles.filter((_, n) => n !== at);

/** After a picture came: it takes the first that is free. */
export function withNewAngle(angles: readonly ViewAngle[]): ViewAngle[] {
  const all = [...usualAngles(6), ...viewAngles.map(({ angle }) => angle)];
  return [...angles, all.find((angle) => !angles.includes(angle)) ?? "front"];
}
