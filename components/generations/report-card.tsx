import { CircleCheck, CircleX, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { Card } from "@/components/ui/card";
import { formatMinutes, formatNumber } from "@/components/ui/format";
import type { PrintReport } from "@/lib/generations/schema";

/** What was measured on the mesh, with the verdict first. */
export function ReportCard({ report }: { report: PrintReport }) {
  const sound = report.watertight && report.manifold;
  const ready = sound && report.fits_bed;
  const overhangs = report.overhang_share > 0.15;
  const { x, y, z } = report.size_mm;
  return (
    <Card data-report={ready ? "ready" : "attention"}>
      <header className="flex items-start gap-3 px-5 pt-4 pb-4">
        {ready ? (
          <CircleCheck aria-hidden className="mt-0.5 size-5 text-success" />
        ) : (
          <TriangleAlert aria-hidden className="mt-0.5 size-5 text-warning" />
        )}
        <div>
          <h2 className="text-[15px] leading-6 font-semibold tracking-tight">
            {ready ? "Ready to print" : "Look before you print"}
          </h2>
          <p className="text-sm text-secondary">{verdict(report, sound, overhangs)}</p>
        </div>
      </header>
      <dl className="grid grid-cols-2 gap-y-3.5 border-t border-line px-5 py-4 text-sm">
        <Figure name="Watertight" value={<YesNo yes={report.watertight} />} />
        <Figure name="Manifold" value={<YesNo yes={report.manifold} />} />
        <Figure name="Size" value={`${x.toFixed(1)} × ${y.toFixed(1)} × ${z.toFixed(1)}`} unit="mm" wide />
        <Figure name="Volume" value={(report.volume_mm3 / 1000).toFixed(1)} unit="cm³" />
        <Figure name="Surface" value={(report.area_mm2 / 100).toFixed(1)} unit="cm²" />
        <Figure
          name="Print time"
          value={formatMinutes(report.print_minutes)}
          unit={within(report.print_time_error_share)}
        />
        <Figure
          name="Filament"
          value={report.filament_grams.toFixed(1)}
          unit={`g ${within(report.filament_error_share)}`}
        />
        <Figure name="Overhangs" value={(report.overhang_share * 100).toFixed(1)} unit="%" />
        <Figure name="Bed contact" value={(report.bed_contact_mm2 / 100).toFixed(1)} unit="cm²" />
        <Figure name="Triangles" value={formatNumber(report.triangles)} />
        {report.pieces && <Figure name="Pieces" value={formatNumber(report.pieces.length)} />}
        <Figure name="Parts" value={formatNumber(report.parts)} />
        {report.thinnest_wall_mm !== undefined && <ThinnestWall thinnestMm={report.thinnest_wall_mm} />}
        {report.islands !== undefined && (
          <Figure name="Starts in mid-air" value={formatNumber(report.islands)} />
        )}
        {report.self_intersections !== undefined && <Crossings pairs={report.self_intersections} />}
      </dl>
    </Card>
  );
}

function verdict(report: PrintReport, sound: boolean, overhangs: boolean): string {
  if (!sound) return "The mesh is not closed everywhere. A slicer may need to repair it.";
  if (!report.fits_bed) return "Closed and sound, but larger than a bed of 256 × 256 × 256 mm.";
  return overhangs
    ? "Closed, sound and fits the bed. Turn on supports for the overhangs."
    : "Closed, sound, and it fits the bed.";
}

function ThinnestWall({ thinnestMm }: { thinnestMm: number | null }) {
  const value = thinnestMm === null ? "5 or more" : thinnestMm.toFixed(2);
  return <Figure name="Thinnest wall" value={value} unit="mm" />;
}

/** The count stops at 10,000. */
function Crossings({ pairs }: { pairs: number | null }) {
  const value = pairs === null ? "Not counted" : formatNumber(pairs);
  return (
    <Figure
      name="Crossing triangles"
      value={value}
      unit={pairs === null ? undefined : pairs < 10_000 ? "pairs" : "pairs or more"}
    />
  );
}

/** The error bar of an estimate; reports of older versions say none. */
const within = (share: number | undefined): string =>
  share === undefined ? "" : `± ${Math.round(100 * share)} %`;

function Figure({
  name,
  value,
  unit,
  wide,
}: {
  name: string;
  value: ReactNode;
  unit?: string;
  wide?: boolean;
}) {
  return (
    <div className={wide ? "col-span-2" : undefined}>
      <dt className="text-xs text-faint">{name}</dt>
      <dd className="mt-0.5 font-medium tabular-nums">
        {value} {unit && <span className="font-normal text-faint">{unit}</span>}
      </dd>
    </div>
  );
}

function YesNo({ yes }: { yes: boolean }) {
  return yes ? (
    <span className="inline-flex items-center gap-1.5 text-success">
      <CircleCheck aria-hidden className="size-4" /> Yes
    </span>
  ) : (
    <span className="inline-flex items-center gap-1.5 text-danger">
      <CircleX aria-hidden className="size-4" /> No
    </span>
  );
}
