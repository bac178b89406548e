"use client";
import Link from "next/link";
import { useState } from "react";
import { Card } from "@/components/ui/card";
import { formatMinutes, formatNumber } from "@/components/ui/format";
import { Table, Td, Th } from "@/components/ui/table";
import { CameraLink } from "@/components/viewer/camera-link";
import { ModelViewer } from "@/components/viewer/model-viewer";
import type { Generation, PrintReport } from "@/lib/generations/schema";
import { fullFile } from "./full-file";
import { nameGeneration } from "./name-generation";

/** Two models side by side under one camera, and their figures beside each other. */
export function CompareView({ left, right }: { left: Generation; right: Generation }) {
  const [link] = useState(() => new CameraLink());
  const [sameScale, setSameScale] = useState(true);
  const both = [left, right];
  const shared = Math.max(...both.map(radiusOf));
  return (
    <div className="grid gap-5">
      <label className="flex items-center gap-2.5 text-sm">
        <input
          type="checkbox"
          checked={sameScale}
          onChange={(event) => setSameScale(event.target.checked)}
          className="size-4 accent-(--accent)"
        />
        At the same scale
      </label>
      <div className="grid gap-3 md:grid-cols-2">
        {both.map((generation, side) => (
          <Card key={`${side} ${generation.id}`} className="overflow-hidden">
            <ModelViewer
              src={generation.preview_url ?? ""}
              poster={generation.thumbnail_url}
              name={nameGeneration(generation)}
              sizeMm={generation.report?.size_mm}
              full={fullFile(generation)}
              triangles={generation.report?.triangles}
              volumeMm3={generation.report?.volume_mm3}
              link={link}
              radiusMm={sameScale && shared > 0 ? shared : undefined}
              brief
              className="h-[min(52vh,30rem)] min-h-72"
            />
          </Card>
        ))}
      </div>
      <Card className="overflow-hidden">
        <Table
          aria-label="Figures of both models"
          topmost
          className="max-sm:[&_td]:px-2.5 max-sm:[&_td]:whitespace-normal max-sm:[&_th]:px-2.5"
        >
          <thead>
            <tr>
              <Th>Measured</Th>
              {both.map((generation, side) => (
                <Th key={`${side} ${generation.id}`} className="max-w-64 max-sm:max-w-28">
                  <Link href={`/generations/${generation.id}`} className="hover:text-accent-text">
                    <bdi className="block truncate">{nameGeneration(generation)}</bdi>
                  </Link>
                </Th>
              ))}
            </tr>
          </thead>
          <tbody>
            {figures.map(({ name, show }) => (
              <tr key={name}>
                <Td className="text-secondary">{name}</Td>
                {both.map(({ id, report }, side) => (
                  <Td key={`${side} ${id}`} className="tabular-nums">
                    {report ? show(report) : "–"}
                  </Td>
                ))}
              </tr>
            ))}
          </tbody>
        </Table>
      </Card>
    </div>
  );
}

const figures: readonly { name: string; show: (report: PrintReport) => string }[] = [
  {
    name: "Size",
    show: ({ size_mm: { x, y, z } }) => `${[x, y, z].map((s) => s.toFixed(1)).join(" × ")} mm`,
  },
  { name: "Volume", show: ({ volume_mm3 }) => `${(volume_mm3 / 1000).toFixed(1)} cm³` },
  { name: "Surface", show: ({ area_mm2 }) => `${(area_mm2 / 100).toFixed(1)} cm²` },
  { name: "Print time", show: ({ print_minutes }) => formatMinutes(print_minutes) },
  { name: "Filament", show: ({ filament_grams }) => `${filament_grams.toFixed(1)} g` },
  { name: "Overhangs", show: ({ overhang_share }) => `${(overhang_share * 100).toFixed(1)} %` },
  {
    name: "Thinnest wall",
    show: ({ thinnest_wall_mm: wall }) =>
      wall === undefined ? "–" : wall === null ? "5 mm or more" : `${wall.toFixed(2)} mm`,
  },
  { name: "Triangles", show: ({ triangles }) => formatNumber(triangles) },
];

function radiusOf({ report }: Generation): number {
  if (!report) return 0;
  const { x, y, z } = report.size_mm;
  return Math.hypot(x, y, z) / 2;
}
