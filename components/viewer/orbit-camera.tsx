"use client";
import { useFrame, useThree } from "@react-three/fiber";
import { useEffect, useMemo, useRef, type Ref, useImperativeHandle } from "react";
import { Spherical, Vector3, type PerspectiveCamera } from "three";
import { OrbitControls } from "three/examples/jsm/controls/OrbitControls.js";

export interface CameraHandle {
  fit: () => void;
  /** Turns by radians around the model and over it. */
  turn: (around: number, over: number) => void;
  /** Below 1 goes nearer. */
  zoom: (factor: number) => void;
}

const START = { azimuth: 0.62, elevation: 0.34 };

/** Orbit, pan and zoom; draws a frame only while something moves. */
export function OrbitCamera({
  ref,
  extent,
  spin,
  wheelZoom,
}: {
  ref?: Ref<CameraHandle>;
  extent: Vector3;
  spin: boolean;
  /** Off where the wheel should go on scrolling the page. */
  wheelZoom: boolean;
}) {
  const camera = useThree((state) => state.camera as PerspectiveCamera);
  const canvas = useThree((state) => state.gl.domElement);
  const invalidate = useThree((state) => state.invalidate);
  const aspect = useThree((state) => state.size.width / Math.max(1, state.size.height));
  const controls = useMemo(() => new OrbitControls(camera), [camera]);
  const touched = useRef(false);

  useEffect(() => {
    controls.connect(canvas);
    controls.enableDamping = true;
    controls.dampingFactor = 0.09;
    controls.maxPolarAngle = Math.PI * 0.94;
    controls.autoRotateSpeed = 1.6;
    const onChange = () => invalidate();
    const onStart = () => {
      touched.current = true;
    };
    controls.addEventListener("change", onChange);
    controls.addEventListener("start", onStart);
    return () => {
      controls.removeEventListener("change", onChange);
      controls.removeEventListener("start", onStart);
      controls.dispose();
    };
  }, [controls, canvas, invalidate]);

  useEffect(() => {
    controls.enableZoom = wheelZoom;
    controls.autoRotate = spin;
    invalidate();
  }, [controls, spin, wheelZoom, invalidate]);

  const handle = useMemo<CameraHandle>(() => {
    const move = (change: (offset: Spherical) => void) => {
      const offset = new Spherical().setFromVector3(camera.position.clone().sub(controls.target));
      change(offset);
      offset.makeSafe();
      camera.position.setFromSpherical(offset).add(controls.target);
      controls.update();
      invalidate();
    };
    return {
      fit: () => {
        touched.current = false;
        fitCamera(camera, controls, extent, aspect);
        invalidate();
      },
      turn: (around, over) =>
        move((offset) => {
          offset.theta += around;
          offset.phi = Math.min(controls.maxPolarAngle, offset.phi + over);
        }),
      zoom: (factor) =>
        move((offset) => {
          offset.radius = Math.min(
            controls.maxDistance,
            Math.max(controls.minDistance, offset.radius * factor),
          );
        }),
    };
  }, [camera, controls, extent, aspect, invalidate]);
  useImperativeHandle(ref, () => handle, [handle]);

  // A new model or another shape of the window fits again, until the reader has moved the camera.
  useEffect(() => {
    if (!touched.current) handle.fit();
  }, [handle]);

  useFrame((_, delta) => {
    if (controls.update(Math.min(delta, 0.1)) || spin) invalidate();
  });
  return null;
}

/** Puts the whole model into view with a margin, from the front, a little from above. */
function fitCamera(
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
