"use client";
import { useThree } from "@react-three/fiber";
import { useEffect } from "react";
import { PMREMGenerator } from "three";
import { RoomEnvironment } from "three/examples/jsm/environments/RoomEnvironment.js";

/** A soft room around the model and one lamp that throws its shadow: drawn here, so nothing is downloaded. */
export function StudioLights({ radiusMm, dark }: { radiusMm: number; dark: boolean }) {
  const gl = useThree((state) => state.gl);
  const get = useThree((state) => state.get);
  useEffect(() => {
    const { scene, invalidate } = get();
    const generator = new PMREMGenerator(gl);
    const room = new RoomEnvironment();
    const target = generator.fromScene(room, 0.04);
    scene.environment = target.texture;
    room.dispose();
    generator.dispose();
    invalidate();
    return () => {
      scene.environment = null;
      target.dispose();
    };
  }, [gl, get]);
  useEffect(() => {
    const { scene, invalidate } = get();
    scene.environmentIntensity = dark ? 0.34 : 0.42;
    invalidate();
  }, [dark, get]);

  const reach = radiusMm * 2.2;
  return (
    <directionalLight
      castShadow
      position={[radiusMm * 1.6, radiusMm * 3.2, radiusMm * 1.9]}
      intensity={1.55}
      shadow-mapSize={[2048, 2048]}
      shadow-radius={5}
      shadow-bias={-0.0006}
      shadow-normalBias={radiusMm * 0.004}
      shadow-camera-left={-reach}
      shadow-camera-right={reach}
      shadow-camera-top={reach}
      shadow-camera-bottom={-reach}
      shadow-camera-near={radiusMm * 0.2}
      shadow-camera-far={radiusMm * 9}
    />
  );
}
