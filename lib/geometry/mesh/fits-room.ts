/** Width, depth and height of a printer's room, in millimetres. */
export type RoomMm = readonly [number, number, number];

/** What is asked about where no room was named: that of the printers most people have. */
export const USUAL_ROOM_MM: RoomMm = [256, 256, 256];

/** Whether a model that stands as it is fits the room; turned by a right angle on the bed it may still do. */
export function fitsRoom({ x, y, z }: { x: number; y: number; z: number }, room: RoomMm): boolean {
  const [width, depth, height] = room;
  const lies = (across: number, along: number) => across <= width && along <= depth;
  return z <= height && (lies(x, y) || lies(y, x));
}
