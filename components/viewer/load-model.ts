import {
  Box3,
  Group,
  Material,
  Matrix4,
  Mesh,
  MeshStandardMaterial,
  Texture,
  Vector3,
  type BufferGeometry,
  type Object3D,
} from "three";
import { GLTFLoader } from "three/examples/jsm/loaders/GLTFLoader.js";
import type { OwnMaterials } from "./model-materials";
import type { SizeMm } from "./view-mode";

/** A model on the bed: millimetres, y up, standing on y = 0, centred over the origin. */
export interface LoadedModel {
  scene: Object3D;
  meshes: Mesh[];
  /** The materials that it came with: what it is dressed in changes. */
  own: OwnMaterials;
  /** Extent in three's axes: x width, y height, z depth. */
  extent: Vector3;
  textured: boolean;
  triangles: number;
}

/**
 * Fetches a GLB and puts it on the bed. glTF is in metres; where the measured size is known it decides the scale.
 * Throws when the file cannot be fetched or read.
 */
export async function loadModel(url: string, sizeMm?: SizeMm, signal?: AbortSignal): Promise<LoadedModel> {
  const answer = await fetch(url, { signal });
  if (!answer.ok) throw new Error(`The model was answered with ${answer.status}.`);
  return readGlb(await answer.arrayBuffer(), sizeMm);
}

/** A GLB's bytes as a model on the bed. */
export async function readGlb(bytes: ArrayBuffer, sizeMm?: SizeMm): Promise<LoadedModel> {
  const loader = new GLTFLoader();
  if (isPacked(bytes)) {
    const { MeshoptDecoder } = await import("three/examples/jsm/libs/meshopt_decoder.module.js");
    loader.setMeshoptDecoder(MeshoptDecoder);
  }
  const { scene } = await loader.parseAsync(bytes, "");
  return standOnBed(scene, sizeMm);
}

/** Scales what was read to millimetres, unless it is in them, and stands it on the middle of the bed. */
export function standOnBed(model: Object3D, sizeMm?: SizeMm, unitMm = 1000): LoadedModel {
  const meshes: Mesh[] = [];
  model.traverse((node) => node instanceof Mesh && meshes.push(node));
  if (meshes.length === 0) throw new Error("The file holds no mesh.");
  const box = new Box3().setFromObject(model);
  const raw = box.getSize(new Vector3());
  const scale = sizeMm ? Math.max(sizeMm.x, sizeMm.y, sizeMm.z) / Math.max(raw.x, raw.y, raw.z) : unitMm;
  const centre = box.getCenter(new Vector3());
  // A frame of its own: what was read may have a place and a turn already.
  const scene = new Group().add(model);
  scene.scale.setScalar(scale);
  scene.position.set(-centre.x * scale, -box.min.y * scale, -centre.z * scale);
  for (const mesh of meshes) if (!mesh.geometry.attributes.normal) mesh.geometry.computeVertexNormals();
  scene.updateMatrixWorld(true);
  return {
    scene,
    meshes,
    own: new Map(meshes.map((mesh) => [mesh, mesh.material])),
    extent: raw.multiplyScalar(scale),
    textured: meshes.some(hasColours) || bodyColours(meshes).size > 1,
    triangles: meshes.reduce((sum, mesh) => sum + countTriangles(mesh.geometry), 0),
  };
}

/** Frees what the model holds on the graphics card; the material it happens to wear belongs to somebody else. */
export function disposeModel({ meshes, own }: LoadedModel): void {
  for (const mesh of meshes) {
    mesh.geometry.dispose();
    for (const material of [own.get(mesh) ?? []].flat()) disposeMaterial(material);
  }
}

/** Every corner of the model, three floats each, and its triangles, as one body in the printer's frame: z up. */
export function gatherTriangles({ meshes }: LoadedModel): { positions: Float32Array; indices: Uint32Array } {
  const counts = meshes.map(({ geometry }) => geometry.attributes.position.count);
  const positions = new Float32Array(3 * counts.reduce((sum, count) => sum + count, 0));
  const indices: number[] = [];
  const point = new Vector3();
  let first = 0;
  meshes.forEach(({ geometry, matrixWorld }, n) => {
    const frame = new Matrix4().makeRotationX(Math.PI / 2).multiply(matrixWorld);
    for (let at = 0; at < counts[n]; at++)
      point
        .fromBufferAttribute(geometry.attributes.position, at)
        .applyMatrix4(frame)
        .toArray(positions, (first + at) * 3);
    const corners = geometry.index?.count ?? counts[n];
    for (let at = 0; at < corners; at++) indices.push(first + (geometry.index?.getX(at) ?? at));
    first += counts[n];
  });
  return { positions, indices: Uint32Array.from(indices) };
}

function disposeMaterial(material: Material): void {
  for (const value of Object.values(material)) if (value instanceof Texture) value.dispose();
  material.dispose();
}

/** Whether the GLB names the extension that packs buffers: its header is JSON within the first bytes. */
function isPacked(bytes: ArrayBuffer): boolean {
  const length = new DataView(bytes).getUint32(12, true);
  return new TextDecoder().decode(new Uint8Array(bytes, 20, length)).includes("EXT_meshopt_compression");
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
