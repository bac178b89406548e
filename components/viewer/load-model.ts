import {
  Box3,
  Material,
  Mesh,
  MeshStandardMaterial,
  Texture,
  Vector3,
  type BufferGeometry,
  type Group,
} from "three";
import { GLTFLoader } from "three/examples/jsm/loaders/GLTFLoader.js";
import type { SizeMm } from "./view-mode";

/** A model on the bed: millimetres, y up, standing on y = 0, centred over the origin. */
export interface LoadedModel {
  scene: Group;
  meshes: Mesh[];
  /** Extent in three's axes: x width, y height, z depth. */
  extent: Vector3;
  textured: boolean;
  triangles: number;
}

/**
 * Fetches a GLB and puts it on the bed. glTF is in metres; where the measured size is known it decides the scale.
 * Throws when the file cannot be fetched or read.
 */
export async function loadModel(url: string, sizeMm?: SizeMm): Promise<LoadedModel> {
  const { scene } = await new GLTFLoader().loadAsync(url);
  const meshes: Mesh[] = [];
  scene.traverse((node) => node instanceof Mesh && meshes.push(node));
  if (meshes.length === 0) throw new Error("The file holds no mesh.");

  const box = new Box3().setFromObject(scene);
  const raw = box.getSize(new Vector3());
  const scale = sizeMm ? Math.max(sizeMm.x, sizeMm.y, sizeMm.z) / Math.max(raw.x, raw.y, raw.z) : 1000;
  const centre = box.getCenter(new Vector3());
  scene.scale.multiplyScalar(scale);
  scene.position.set(-centre.x * scale, -box.min.y * scale, -centre.z * scale);
  for (const mesh of meshes) if (!mesh.geometry.attributes.normal) mesh.geometry.computeVertexNormals();
  scene.updateMatrixWorld(true);
  return {
    scene,
    meshes,
    extent: raw.multiplyScalar(scale),
    textured: meshes.some(hasColours) || bodyColours(meshes).size > 1,
    triangles: meshes.reduce((sum, mesh) => sum + countTriangles(mesh.geometry), 0),
  };
}

/** Frees what the model holds on the graphics card. */
export function disposeModel({ meshes }: LoadedModel): void {
  for (const mesh of meshes) {
    mesh.geometry.dispose();
    for (const material of [mesh.material].flat()) disposeMaterial(material);
  }
}

function disposeMaterial(material: Material): void {
  for (const value of Object.values(material)) if (value instanceof Texture) value.dispose();
  material.dispose();
}

const hasColours = ({ geometry, material }: Mesh): boolean =>
  Boolean(geometry.attributes.color) || [material].flat().some((one) => "map" in one && Boolean(one.map));

/** Bodies carry their colour as a material each. */
const bodyColours = (meshes: Mesh[]): Set<string> =>
  new Set(
    meshes.flatMap(({ material }) =>
      [material].flat().map((one) => (one instanceof MeshStandardMaterial ? one.color.getHexString() : "")),
    ),
  );

const countTriangles = (geometry: BufferGeometry): number =>
  (geometry.index ?? geometry.attributes.position).count / 3;
