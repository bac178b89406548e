import { BufferAttribute, BufferGeometry, Group, Mesh, MeshStandardMaterial } from "three";
import { askMeshWorker } from "./ask-mesh-worker";
import { readGlb, standOnBed, type LoadedModel } from "./load-model";
import type { SizeMm } from "./view-mode";

/** The finished file: every triangle of it. Throws when it cannot be fetched or read, or is no longer wanted. */
export async function loadFullModel(
  { url, format }: { url: string; format: string },
  sizeMm: SizeMm | undefined,
  signal: AbortSignal,
): Promise<LoadedModel> {
  const answer = await fetch(url, { signal });
  if (!answer.ok) throw new Error(`The file was answered with ${answer.status}.`);
  const bytes = await answer.arrayBuffer();
  if (format === "glb") return readGlb(bytes, sizeMm);
  const { positions, indices, normals } = await askMeshWorker({ bytes }, signal);
  const geometry = new BufferGeometry()
    .setAttribute("position", new BufferAttribute(positions, 3))
    .setAttribute("normal", new BufferAttribute(normals, 3))
    .setIndex(new BufferAttribute(indices, 1));
  const upright = new Group().add(new Mesh(geometry, new MeshStandardMaterial()));
  // These formats count z upwards and in millimetres.
  upright.rotation.x = -Math.PI / 2;
  return standOnBed(upright, sizeMm, 1);
}
