import { Spherical, type PerspectiveCamera, type Vector3 } from "three";
import { OrbitControls } from "three/examples/jsm/controls/OrbitControls.js";

const START = { azimuth: 0.62, elevation: 0.34 };

/** Controls with a little inertia that never go below the bed far enough to lose it. */
export function makeControls(camera: PerspectiveCamera): OrbitControls {
  const controls = new OrbitControls(camera);
  controls.enableDamping = true;
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
  extent: Vector3,
  aspect: number,
): void {
  const radius = extent.length() / 2;
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
