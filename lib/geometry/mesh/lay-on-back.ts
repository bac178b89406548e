import type { AffineRow, Mesh, TextureChart } from "./mesh";

/** Turns a standing mesh onto its back, in place: its front looks up, its head points away from the viewer. */
export function layOnBack(mesh: Mesh): Mesh {
  const { positions, texture } = mesh;
  for (let at = 1; at < positions.length; at += 3) {
    const y = positions[at];
    positions[at] = positions[at + 1];
    positions[at + 1] = -y;
  }
  if (!texture) return mesh;
  const [x, y, z] = texture.toward;
  const turned = { toward: [x, z, -y] as const, front: turn(texture.front), back: turn(texture.back) };
  return { ...mesh, texture: { ...texture, ...turned } };
}

const turn = ({ across, down }: TextureChart): TextureChart => ({
  across: turnRow(across),
  down: turnRow(down),
});
const turnRow = ([x, y, z, one]: AffineRow): AffineRow => [x, z, -y, one];
