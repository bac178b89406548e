"use client";
import { useEffect, useMemo } from "react";
import { BufferGeometry, Color, DoubleSide, Float32BufferAttribute } from "three";

const STEP_MM = 10;

/** A printer's bed: a line each centimetre, a stronger one each five, under the shadow of the model. */
export function PrintBed({
  sideMm,
  dark,
  lines,
  shadow,
}: {
  sideMm: number;
  dark: boolean;
  lines: boolean;
  shadow: boolean;
}) {
  const geometry = useMemo(() => makeGrid(sideMm, dark), [sideMm, dark]);
  useEffect(() => () => geometry.dispose(), [geometry]);
  return (
    <group>
      {lines && (
        <lineSegments geometry={geometry} position-y={-0.02}>
          <lineBasicMaterial vertexColors transparent opacity={dark ? 0.55 : 0.8} depthWrite={false} />
        </lineSegments>
      )}
      {shadow && (
        <mesh rotation-x={-Math.PI / 2} position-y={-0.06} receiveShadow>
          <planeGeometry args={[sideMm * 3, sideMm * 3]} />
          <shadowMaterial transparent opacity={dark ? 0.5 : 0.2} side={DoubleSide} depthWrite={false} />
        </mesh>
      )}
    </group>
  );
}

/** Big enough for the model with a margin, in whole five-centimetre fields. */
export const bedSideMm = (widthMm: number, depthMm: number): number =>
  Math.max(100, Math.ceil((Math.max(widthMm, depthMm) * 1.5) / 100) * 100);

function makeGrid(sideMm: number, dark: boolean): BufferGeometry {
  const positions: number[] = [];
  const colours: number[] = [];
  const fine = new Color(dark ? "#3a3835" : "#d8d4ce");
  const strong = new Color(dark ? "#5c5954" : "#b5b0a8");
  const half = sideMm / 2;
  for (let index = 0; index * STEP_MM <= sideMm; index++) {
    const at = index * STEP_MM - half;
    const { r, g, b } = index % 5 === 0 ? strong : fine;
    positions.push(at, 0, -half, at, 0, half, -half, 0, at, half, 0, at);
    for (let vertex = 0; vertex < 4; vertex++) colours.push(r, g, b);
  }
  return new BufferGeometry()
    .setAttribute("position", new Float32BufferAttribute(positions, 3))
    .setAttribute("color", new Float32BufferAttribute(colours, 3));
}
