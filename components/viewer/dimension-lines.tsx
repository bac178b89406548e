"use client";
import { useThree } from "@react-three/fiber";
import { useEffect, useMemo } from "react";
import { BufferGeometry, CanvasTexture, Float32BufferAttribute, SRGBColorSpace, Vector3 } from "three";
import type { PerspectiveCamera } from "three";

type Point = [number, number, number];

/** Width, depth and height beside the model, each with its length in millimetres. */
export function DimensionLines({ extent, dark }: { extent: Vector3; dark: boolean }) {
  const colour = dark ? "#a8a49d" : "#3f3b37";
  const [w, h, d] = [extent.x / 2, extent.y, extent.z / 2];
  const gap = Math.max(extent.x, extent.y, extent.z) * 0.08;
  const sides: { from: Point; to: Point; tick: Point; length: number }[] = [
    { from: [-w, 0, d + gap], to: [w, 0, d + gap], tick: [0, 0, gap / 3], length: extent.x },
    { from: [w + gap, 0, -d], to: [w + gap, 0, d], tick: [gap / 3, 0, 0], length: extent.z },
    // At the corner that is nearest in the first view: the others lie beyond a narrow stage.
    { from: [w + gap, 0, d + gap], to: [w + gap, h, d + gap], tick: [gap / 3, 0, 0], length: extent.y },
  ];
  return (
    <>
      {sides.map(({ from, to, tick, length }, index) => (
        <Measure
          key={index}
          from={from}
          to={to}
          tick={tick}
          text={`${length.toFixed(1)} mm`}
          colour={colour}
          dark={dark}
        />
      ))}
    </>
  );
}

interface MeasureProps {
  from: Point;
  to: Point;
  tick: Point;
  text: string;
  colour: string;
  dark: boolean;
}

function Measure({ from, to, tick, text, colour, dark }: MeasureProps) {
  const viewHeight = useThree((state) => state.size.height);
  const camera = useThree((state) => state.camera as PerspectiveCamera);
  const label = useMemo(() => drawLabel(text, colour, dark), [text, colour, dark]);
  const key = [...from, ...to, ...tick].join();
  const geometry = useMemo(() => {
    const [ax, ay, az, bx, by, bz, tx, ty, tz] = key.split(",").map(Number);
    const ends = [ax, ay, az, bx, by, bz];
    for (const [x, y, z] of [
      [ax, ay, az],
      [bx, by, bz],
    ])
      ends.push(x - tx, y - ty, z - tz, x + tx, y + ty, z + tz);
    return new BufferGeometry().setAttribute("position", new Float32BufferAttribute(ends, 3));
  }, [key]);
  useEffect(() => () => geometry.dispose(), [geometry]);
  useEffect(() => () => label.texture.dispose(), [label]);

  // Without attenuation a sprite's scale is its share of the view at distance 1: constant size on the screen.
  const scale = ((24 / Math.max(viewHeight, 1)) * 2 * Math.tan((camera.fov * Math.PI) / 360)) as number;
  const middle = from.map((value, axis) => (value + to[axis]) / 2) as Point;
  return (
    <>
      <lineSegments geometry={geometry}>
        <lineBasicMaterial color={colour} />
      </lineSegments>
      <sprite position={middle} scale={[scale * label.aspect, scale, 1]} renderOrder={10}>
        <spriteMaterial
          map={label.texture}
          sizeAttenuation={false}
          depthTest={false}
          transparent
          toneMapped={false}
        />
      </sprite>
    </>
  );
}

function drawLabel(text: string, colour: string, dark: boolean): { texture: CanvasTexture; aspect: number } {
  const canvas = document.createElement("canvas");
  const pen = canvas.getContext("2d");
  const font = `500 34px ${getComputedStyle(document.body).fontFamily}`;
  if (pen) pen.font = font;
  const textWidth = pen?.measureText(text).width ?? 160;
  // Resizing clears the canvas and forgets its font.
  canvas.height = 60;
  canvas.width = Math.ceil(textWidth + 36);
  if (pen) {
    pen.font = font;
    pen.fillStyle = dark ? "rgb(28 27 26 / 0.88)" : "rgb(255 255 255 / 0.9)";
    pen.beginPath();
    pen.roundRect(0, 0, canvas.width, canvas.height, 16);
    pen.fill();
    pen.fillStyle = dark ? "#e6e3de" : colour;
    pen.textBaseline = "middle";
    pen.fillText(text, 18, canvas.height / 2 + 2);
  }
  const texture = new CanvasTexture(canvas);
  texture.colorSpace = SRGBColorSpace;
  return { texture, aspect: canvas.width / canvas.height };
}
