/** Printers that people have, with the room that a model may take in each: width, depth, height in millimetres. */
export interface Printer {
  name: string;
  roomMm: readonly [number, number, number];
  process: "fdm" | "sla" | "sls";
}

export const printers: readonly Printer[] = [
  { name: "Bambu Lab X1 · P1 · A1", roomMm: [256, 256, 256], process: "fdm" },
  { name: "Bambu Lab A1 mini", roomMm: [180, 180, 180], process: "fdm" },
  { name: "Bambu Lab H2D", roomMm: [325, 320, 325], process: "fdm" },
  { name: "Prusa MK4S · MK3", roomMm: [250, 210, 220], process: "fdm" },
  { name: "Prusa CORE One", roomMm: [250, 220, 270], process: "fdm" },
  { name: "Prusa MINI+", roomMm: [180, 180, 180], process: "fdm" },
  { name: "Prusa XL", roomMm: [360, 360, 360], process: "fdm" },
  { name: "Creality Ender-3", roomMm: [220, 220, 250], process: "fdm" },
  { name: "Creality K1", roomMm: [220, 220, 250], process: "fdm" },
  { name: "Creality K1 Max", roomMm: [300, 300, 300], process: "fdm" },
  { name: "Anycubic Kobra 3", roomMm: [250, 250, 260], process: "fdm" },
  { name: "Elegoo Neptune 4", roomMm: [225, 225, 265], process: "fdm" },
  { name: "Sovol SV08", roomMm: [350, 350, 345], process: "fdm" },
  { name: "Voron 2.4 (300)", roomMm: [300, 300, 280], process: "fdm" },
  { name: "Voron 0.2", roomMm: [120, 120, 120], process: "fdm" },
  { name: "UltiMaker S5", roomMm: [330, 240, 300], process: "fdm" },
  { name: "Elegoo Mars 4", roomMm: [153, 77, 175], process: "sla" },
  { name: "Elegoo Saturn 4", roomMm: [218, 122, 220], process: "sla" },
  { name: "Anycubic Photon Mono M7", roomMm: [223, 126, 230], process: "sla" },
  { name: "Formlabs Form 4", roomMm: [200, 125, 210], process: "sla" },
  { name: "Formlabs Fuse 1", roomMm: [165, 165, 300], process: "sls" },
];

/** What no printer is named for: a bed that most have. */
export const USUAL_ROOM_MM = [256, 256, 256] as const;

export const findPrinter = (name: string): Printer | undefined => printers.find((one) => one.name === name);

/** Whether a body stands in the room as it is, perhaps turned by a right angle, as the engines judge it. */
export function fitsRoom(
  size: { x: number; y: number; z: number },
  [width, depth, height]: readonly [number, number, number],
): boolean {
  const lies = (x: number, y: number) => x <= width && y <= depth;
  return size.z <= height && (lies(size.x, size.y) || lies(size.y, size.x));
}
