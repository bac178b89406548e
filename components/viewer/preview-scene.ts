import {
  BufferAttribute,
  BufferGeometry,
  Color,
  DirectionalLight,
  GridHelper,
  Group,
  HemisphereLight,
  LineBasicMaterial,
  LineSegments,
  Mesh,
  MeshStandardMaterial,
  NeutralToneMapping,
  PerspectiveCamera,
  Scene,
  SRGBColorSpace,
  Vector3,
  WebGLRenderer,
} from "three";
import { OrbitControls } from "three/examples/jsm/controls/OrbitControls.js";

/** A mesh as a worker hands it over: millimetres, z up, standing on z = 0. */
export interface PreviewGeometry {
  positions: Float32Array;
  normals: Float32Array;
  indices: Uint32Array;
  colors?: Uint8Array;
  sizeMm: { x: number; y: number; z: number };
}

/**
 * One scene whose model is exchanged as often as a hand moves a slider: the canvas, its lamps and the view stay as they are,
 * and a frame is drawn only where something changed.
 */
export class PreviewScene {
  private readonly renderer: WebGLRenderer;
  private readonly scene = new Scene();
  private readonly camera = new PerspectiveCamera(32, 1, 1, 10_000);
  private readonly controls: OrbitControls;
  private readonly model = new Group();
  private readonly bed = new Group();
  private readonly plastic = new MeshStandardMaterial({ color: "#e2703a", roughness: 0.62 });
  private readonly painted = new MeshStandardMaterial({ vertexColors: true, roughness: 0.62 });
  private touched = false;
  private extent = new Vector3(80, 80, 80);
  private frame = 0;

  constructor(private readonly host: HTMLElement) {
    this.renderer = new WebGLRenderer({ antialias: true, alpha: true });
    this.renderer.toneMapping = NeutralToneMapping;
    this.renderer.outputColorSpace = SRGBColorSpace;
    this.renderer.setPixelRatio(Math.min(2, devicePixelRatio));
    const canvas = this.renderer.domElement;
    canvas.className = "absolute inset-0 size-full touch-none";
    host.append(canvas);
    this.controls = new OrbitControls(this.camera, canvas);
    this.controls.enableDamping = false;
    this.controls.addEventListener("change", this.draw);
    this.controls.addEventListener("start", () => (this.touched = true));
    const key = new DirectionalLight("#fff6ea", 2.1);
    key.position.set(0.6, 1.5, 0.9);
    const fill = new DirectionalLight("#dfe9ff", 0.7);
    fill.position.set(-1, 0.4, -0.6);
    this.scene.add(new HemisphereLight("#ffffff", "#8d8880", 1.1), key, fill, this.model, this.bed);
    // Slicers' frame has z up, and three's y.
    this.model.rotation.x = -Math.PI / 2;
  }

  show(geometry: PreviewGeometry): void {
    this.clear(this.model);
    const buffer = new BufferGeometry();
    buffer.setAttribute("position", new BufferAttribute(geometry.positions, 3));
    buffer.setAttribute("normal", new BufferAttribute(geometry.normals, 3));
    buffer.setIndex(new BufferAttribute(geometry.indices, 1));
    if (geometry.colors) buffer.setAttribute("color", new BufferAttribute(toLinear(geometry.colors), 3));
    buffer.computeBoundingBox();
    const { min, max } = buffer.boundingBox ?? { min: new Vector3(), max: new Vector3() };
    this.model.position.set(-(min.x + max.x) / 2, -min.z, (min.y + max.y) / 2);
    this.model.add(new Mesh(buffer, geometry.colors ? this.painted : this.plastic));
    const before = this.extent.length();
    this.extent = new Vector3(max.x - min.x, max.z - min.z, max.y - min.y);
    if (!this.touched || Math.abs(this.extent.length() / before - 1) > 0.5) this.fit();
    this.draw();
  }

  /** The printer's bed under it, in the colours of the scheme. */
  setBed(widthMm: number, depthMm: number, dark: boolean): void {
    this.clear(this.bed);
    const fine = new Color(dark ? "#3a3835" : "#d3cec6");
    const half = [widthMm / 2, depthMm / 2];
    const grid = new GridHelper(
      Math.max(widthMm, depthMm),
      Math.round(Math.max(widthMm, depthMm) / 10),
      fine,
      fine,
    );
    grid.scale.set(widthMm / Math.max(widthMm, depthMm), 1, depthMm / Math.max(widthMm, depthMm));
    grid.position.y = -0.2;
    const corners = [-1, -1, 1, -1, 1, 1, -1, 1];
    const rim: number[] = [];
    for (let n = 0; n < 4; n++)
      for (const at of [n, (n + 1) % 4])
        rim.push(corners[2 * at] * half[0], -0.1, corners[2 * at + 1] * half[1]);
    const edge = new BufferGeometry().setAttribute(
      "position",
      new BufferAttribute(Float32Array.from(rim), 3),
    );
    this.bed.add(
      grid,
      new LineSegments(edge, new LineBasicMaterial({ color: dark ? "#79746c" : "#8f887d" })),
    );
    this.draw();
  }

  resize(): void {
    const { clientWidth: width, clientHeight: height } = this.host;
    if (width === 0 || height === 0) return;
    this.renderer.setSize(width, height, false);
    this.camera.aspect = width / height;
    this.camera.updateProjectionMatrix();
    if (!this.touched) this.fit();
    this.draw();
  }

  fit(): void {
    this.touched = false;
    const radius = Math.max(1, this.extent.length() / 2);
    const half = (this.camera.fov * Math.PI) / 360;
    const distance =
      (radius * 0.98) / Math.sin(Math.min(half, Math.atan(Math.tan(half) * this.camera.aspect)));
    const flat = this.extent.y < 0.35 * Math.max(this.extent.x, this.extent.z);
    const [around, over] = flat ? [0, 1.05] : [0.5, 0.35];
    const target = new Vector3(0, this.extent.y / 2, 0);
    const offset = new Vector3(
      Math.sin(around) * Math.cos(over),
      Math.sin(over),
      Math.cos(around) * Math.cos(over),
    );
    this.camera.position.copy(target).addScaledVector(offset, distance);
    this.camera.near = distance / 50;
    this.camera.far = distance * 20;
    this.camera.updateProjectionMatrix();
    this.controls.target.copy(target);
    this.controls.update();
    this.draw();
  }

  /** By keyboard: radians around the model and over it, and a factor for the distance. */
  turn(around: number, over: number, zoom = 1): void {
    const offset = this.camera.position.clone().sub(this.controls.target);
    const radius = offset.length() * zoom;
    const theta = Math.atan2(offset.x, offset.z) + around;
    const phi = Math.min(1.55, Math.max(-1.2, Math.asin(offset.y / offset.length()) + over));
    offset.set(Math.sin(theta) * Math.cos(phi), Math.sin(phi), Math.cos(theta) * Math.cos(phi));
    this.camera.position.copy(this.controls.target).addScaledVector(offset, radius);
    this.touched = true;
    this.controls.update();
    this.draw();
  }

  dispose(): void {
    cancelAnimationFrame(this.frame);
    this.controls.dispose();
    this.clear(this.model);
    this.clear(this.bed);
    this.plastic.dispose();
    this.painted.dispose();
    this.renderer.dispose();
    this.renderer.forceContextLoss();
    this.renderer.domElement.remove();
  }

  private readonly draw = (): void => {
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame(() => this.renderer.render(this.scene, this.camera));
  };

  private clear(group: Group): void {
    for (const child of group.children) {
      if (!(child instanceof Mesh || child instanceof LineSegments)) continue;
      (child.geometry as BufferGeometry).dispose();
      if (group === this.bed) (child.material as LineBasicMaterial).dispose();
    }
    group.clear();
  }
}

/** Three lights linear colours; files and engines have sRGB. */
function toLinear(colors: Uint8Array): Float32Array {
  const linear = new Float32Array(colors.length);
  for (let n = 0; n < colors.length; n++) linear[n] = levels[colors[n]];
  return linear;
}

const levels = Float32Array.from(
  { length: 256 },
  (_, level) => new Color().setRGB(level / 255, 0, 0, SRGBColorSpace).r,
);
