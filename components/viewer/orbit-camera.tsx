"use client";
import { useFrame, useThree } from "@react-three/fiber";
import { useEffect, useImperativeHandle, useMemo, useRef, type Ref } from "react";
import type { PerspectiveCamera, Spherical, Vector3 } from "three";
import { fitCamera, makeControls, orbit, tuneControls } from "./orbit-motion";

export interface CameraHandle {
  fit: () => void;
  /** Turns by radians around the model and over it. */
  turn: (around: number, over: number) => void;
  /** Below 1 goes nearer. */
  zoom: (factor: number) => void;
}

interface OrbitCameraProps {
  ref?: Ref<CameraHandle>;
  extent: Vector3;
  spin: boolean;
  wheelZoom: boolean;
}

/** Orbit, pan and zoom; draws a frame only while something moves. */
export function OrbitCamera({ ref, extent, spin, wheelZoom }: OrbitCameraProps) {
  const camera = useThree((state) => state.camera as PerspectiveCamera);
  const canvas = useThree((state) => state.gl.domElement);
  const invalidate = useThree((state) => state.invalidate);
  const aspect = useThree((state) => state.size.width / Math.max(1, state.size.height));
  const controls = useMemo(() => makeControls(camera), [camera]);
  const touched = useRef(false);

  useEffect(() => {
    controls.connect(canvas);
    const onChange = () => invalidate();
    const onStart = () => {
      touched.current = true;
    };
    controls.addEventListener("change", onChange);
    controls.addEventListener("start", onStart);
    return () => {
      controls.removeEventListener("change", onChange);
      controls.removeEventListener("start", onStart);
      controls.disconnect();
    };
  }, [controls, canvas, invalidate]);

  useEffect(() => {
    tuneControls(controls, { spin, wheelZoom });
    invalidate();
  }, [controls, spin, wheelZoom, invalidate]);

  const handle = useMemo<CameraHandle>(() => {
    const move = (change: (offset: Spherical) => void) => {
      orbit(camera, controls, change);
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
          offset.phi += over;
        }),
      zoom: (factor) => move((offset) => (offset.radius *= factor)),
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
