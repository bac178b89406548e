"use client";
import { useThree } from "@react-three/fiber";
import { useEffect } from "react";
import { InstancedMesh, PMREMGenerator } from "three";
import { RoomEnvironment } from "three/examples/jsm/environments/RoomEnvironment.js";
import type { Lamp } from "./view-mode";

/** Where the lamp stands, in radii of the model, how bright it is, and how much the room gives. */
const settings: Record<Lamp, { at: [number, number, number]; lamp: number; room: number }> = {
  studio: { at: [1.6, 3.2, 1.9], lamp: 1.55, room: 1 },
  left: { at: [-3.2, 2, 1.6], lamp: 2, room: 0.6 },
  grazing: { at: [3.7, 0.55, 1], lamp: 2.6, room: 0.35 },
  flat: { at: [0, 3.8, 1.2], lamp: 0.35, room: 2 },
};

interface StudioLightsProps {
  radiusMm: number;
  dark: boolean;
  lamp: Lamp;
  /** Drawn by the processor, which a room to be mirrored and a shadow would hold up for a second. */
  slow: boolean;
}

/** What lights the model: drawn here, so nothing is downloaded. */
export function StudioLights({ slow, ...lights }: StudioLightsProps) {
  return slow ? <PlainLights {...lights} /> : <RoomLights {...lights} />;
}

type LightsProps = Omit<StudioLightsProps, "slow">;

/** Sky and ground instead of the room, and the same lamp without its shadow. */
function PlainLights({ radiusMm, dark, lamp }: LightsProps) {
  const { at, lamp: intensity, room: share } = settings[lamp];
  return (
    <>
      <hemisphereLight color="#ffffff" groundColor="#8d8880" intensity={(dark ? 1 : 1.25) * share} />
      <directionalLight
        position={[at[0] * radiusMm, at[1] * radiusMm, at[2] * radiusMm]}
        intensity={intensity * 1.2}
      />
    </>
  );
}

/** A soft room around the model and one lamp that throws its shadow. */
function RoomLights({ radiusMm, dark, lamp }: LightsProps) {
  const { at, lamp: intensity, room: share } = settings[lamp];
  const gl = useThree((state) => state.gl);
  const get = useThree((state) => state.get);
  useEffect(() => {
    const { scene, invalidate } = get();
    const generator = new PMREMGenerator(gl);
    const room = new RoomEnvironment();
    const target = generator.fromScene(room, 0.04);
    scene.environment = target.texture;
    // The room forgets the buffers of its instances.
    room.traverse((node) => node instanceof InstancedMesh && node.dispose());
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
    scene.environmentIntensity = (dark ? 0.34 : 0.42) * share;
    invalidate();
  }, [dark, share, get]);

  const reach = radiusMm * 2.2;
  return (
    <directionalLight
      castShadow
      position={[at[0] * radiusMm, at[1] * radiusMm, at[2] * radiusMm]}
      intensity={intensity}
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
