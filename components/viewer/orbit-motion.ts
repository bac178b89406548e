import { Spherical, Vector3, type PerspectiveCamera } from "three";
import { OrbitControls } from "three/examples/jsm/controls/OrbitControls.js";
import type { CameraPose } from "./camera-link";

const START = { azimuth: 0.62, elevation: 0.34 };

/** Controls with a little inertia that never go below the bed far enough to lose it. */
export function makeControls(camera: PerspectiveCamera): OrbitControls {
  const controls = new OrbitControls(camera);
  controls.enableDamping = !matchMedia("(prefers-reduced-motion: reduce)").matches;
  controls.dampingFactor = 0.09;
  controls.maxPolarAngle = Math.PI * 0.94;
  controls.autoRotateSpeed = 1.6;
  return controls;
}

/** `wheelZoom` is off where the wheel should go on scrolling the page. */
export function tuneControls(
  controls: OrbitControls,
  { spin, wheelZoom }: { spin: boolean; wheelZoom: boolean },
): void {
  controls.autoRotate = spin;
  controls.enableZoom = wheelZoom;
  // With one finger a page that shows the model among other things must still scroll.
  if (controls.domElement) controls.domElement.style.touchAction = wheelZoom ? "none" : "pan-y";
}

/** Puts the whole model into view with a margin, from the front, a little from above. */
export function fitCamera(
  camera: PerspectiveCamera,
  controls: OrbitControls,
  { extent, radius, aspect }: { extent: Vector3; radius: number; aspect: number },
): void {
  const vertical = (camera.fov * Math.PI) / 360;
  const narrow = Math.min(vertical, Math.atan(Math.tan(vertical) * aspect));
  const distance = (radius / Math.sin(narrow)) * 1.08;
  controls.target.set(0, extent.y / 2, 0);
  camera.position
    .setFromSphericalCoords(distance, Math.PI / 2 - START.elevation, START.azimuth)
    .add(controls.target);
  camera.near = distance / 60;
  camera.far = distance * 12;
  camera.updateProjectionMatrix();
  controls.minDistance = radius * 0.35;
  controls.maxDistance = distance * 4;
  controls.update();
}

/** Moves the camera on its sphere around the target. */
export function orbit(
  camera: PerspectiveCamera,
  controls: OrbitControls,
  change: (offset: Spherical) => void,
): void {
  const offset = new Spherical().setFromVector3(camera.position.clone().sub(controls.target));
  change(offset);
  offset.phi = Math.min(controls.maxPolarAngle, offset.phi);
  offset.radius = Math.min(controls.maxDistance, Math.max(controls.minDistance, offset.radius));
  offset.makeSafe();
  camera.position.setFromSpherical(offset).add(controls.target);
  controls.update();
}

/** Shifts camera and target together, in millimetres along the view's own sides. */
export function panBy(camera: PerspectiveCamera, controls: OrbitControls, right: number, up: number): void {
  const across = new Vector3().setFromMatrixColumn(camera.matrix, 0).multiplyScalar(right);
  const shift = across.add(new Vector3().setFromMatrixColumn(camera.matrix, 1).multiplyScalar(up));
  camera.position.add(shift);
  controls.target.add(shift);
  controls.update();
}

export function readPose(camera: PerspectiveCamera, controls: OrbitControls, radius: number): CameraPose {
  const {
    theta,
    phi,
    radius: distance,
  } = new Spherical().setFromVector3(camera.position.clone().sub(controls.target));
  const [x, y, z] = controls.target.toArray();
  return {
    around: theta,
    over: phi,
    distance: distance / radius,
    target: [x / radius, y / radius, z / radius],
  };
}

export function takePose(
  camera: PerspectiveCamera,
  controls: OrbitControls,
  { around, over, distance, target: [x, y, z] }: CameraPose,
  radius: number,
): void {
  controls.target.set(x * radius, y * radius, z * radius);
  camera.position.setFromSphericalCoords(distance * radius, over, around).add(controls.target);
  controls.update();
}
