"use client";
import { useFrame, useThree } from "@react-three/fiber";
import { useEffect, useImperativeHandle, useMemo, useRef, type Ref, type RefObject } from "react";
import type { PerspectiveCamera, Spherical, Vector3 } from "three";
import type { CameraLink, CameraPose } from "./camera-link";
import { fitCamera, makeControls, orbit, panBy, readPose, takePose, tuneControls } from "./orbit-motion";

export interface CameraHandle {
  fit: () => void;
  /** Turns by radians around the model and over it. */
  turn: (around: number, over: number) => void;
  /** Moves the view by shares of the model's size. */
  pan: (right: number, up: number) => void;
  /** Below 1 goes nearer. */
  zoom: (factor: number) => void;
}

interface OrbitCameraProps {
  ref?: Ref<CameraHandle>;
  extent: Vector3;
  /** What the view is fitted to; the model's own size where absent. */
  radiusMm?: number;
  spin: boolean;
  wheelZoom: boolean;
  movingRef: RefObject<boolean>;
  link?: CameraLink;
}

/** Orbit, pan and zoom; draws a frame only while something moves. */
export function OrbitCamera({ ref, extent, radiusMm, spin, wheelZoom, movingRef, link }: OrbitCameraProps) {
  const camera = useThree((state) => state.camera as PerspectiveCamera);
  const canvas = useThree((state) => state.gl.domElement);
  const invalidate = useThree((state) => state.invalidate);
  const aspect = useThree((state) => state.size.width / Math.max(1, state.size.height));
  const controls = useMemo(() => makeControls(camera), [camera]);
  const touched = useRef(false);
  const radius = radiusMm ?? extent.length() / 2;

  useEffect(() => {
    const follow = (pose: CameraPose) => {
      touched.current = true;
      takePose(camera, controls, pose, radius);
      invalidate();
    };
    const onChange = () => {
      link?.tell(readPose(camera, controls, radius), follow);
      invalidate();
    };
    const onStart = () => {
      touched.current = true;
    };
    controls.connect(canvas);
    controls.addEventListener("change", onChange);
    controls.addEventListener("start", onStart);
    const unfollow = link?.follow(follow);
    return () => {
      controls.removeEventListener("change", onChange);
      controls.removeEventListener("start", onStart);
      controls.disconnect();
      unfollow?.();
    };
  }, [controls, camera, canvas, invalidate, link, radius]);

  useEffect(() => {
    tuneControls(controls, { spin, wheelZoom });
    invalidate();
  }, [controls, spin, wheelZoom, invalidate]);

  const handle = useMemo<CameraHandle>(() => {
    const move = (change: (offset: Spherical) => void) => {
      touched.current = true;
      orbit(camera, controls, change);
      invalidate();
    };
    return {
      fit: () => {
        touched.current = false;
        fitCamera(camera, controls, { extent, radius, aspect });
        invalidate();
      },
      turn: (around, over) =>
        move((offset) => {
          offset.theta += around;
          offset.phi += over;
        }),
      pan: (right, up) => {
        touched.current = true;
        panBy(camera, controls, right * radius, up * radius);
        invalidate();
      },
      zoom: (factor) => move((offset) => (offset.radius *= factor)),
    };
  }, [camera, controls, extent, radius, aspect, invalidate]);
  useImperativeHandle(ref, () => handle, [handle]);

  // A new model or another shape of the window fits again, until the reader has moved the camera.
  useEffect(() => {
    if (!touched.current) handle.fit();
  }, [handle]);

  useFrame((_, delta) => {
    const moves = controls.update(Math.min(delta, 0.1)) || spin;
    // One frame more when it comes to rest: that one is drawn in full.
    if (moves || movingRef.current) invalidate();
    movingRef.current = moves;
  }, -1);
  return null;
}
