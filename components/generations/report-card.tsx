import { CircleCheck, CircleX, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { Card } from "@/components/ui/card";
import { formatMinutes, formatNumber } from "@/components/ui/format";
import type { PrintReport } from "@/lib/generations/schema";
import { reportWords, type ReportWords } from "./report-words";

/** What was measured on the mesh, with the verdict first. */
export function ReportCard({ report, words = reportWords }: { report: PrintReport; words?: ReportWords }) {
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
            {ready ? words.ready : words.attention}
          </h2>
          <p className="text-sm text-secondary">{verdict(report, words, sound, overhangs)}</p>
        </div>
      </header>
      <dl className="grid grid-cols-2 gap-y-3.5 border-t border-line px-5 py-4 text-sm">
        <Figure name={words.watertight} value={<YesNo yes={report.watertight} words={words} />} />
        <Figure name={words.manifold} value={<YesNo yes={report.manifold} words={words} />} />
        <Figure
          name={words.size}
          value={`${x.toFixed(1)} × ${y.toFixed(1)} × ${z.toFixed(1)}`}
          unit="mm"
          wide
        />
        <Figure name={words.volume} value={(report.volume_mm3 / 1000).toFixed(1)} unit="cm³" />
        <Figure name={words.surface} value={(report.area_mm2 / 100).toFixed(1)} unit="cm²" />
        <Figure
          name={words.printTime}
          value={formatMinutes(report.print_minutes)}
          unit={within(report.print_time_error_share)}
        />
        <Figure
          name={words.filament}
          value={report.filament_grams.toFixed(1)}
          unit={`g ${within(report.filament_error_share)}`}
        />
        <Figure name={words.overhangs} value={(report.overhang_share * 100).toFixed(1)} unit="%" />
        <Figure name={words.bedContact} value={(report.bed_contact_mm2 / 100).toFixed(1)} unit="cm²" />
        <Figure name={words.triangles} value={formatNumber(report.triangles)} />
        {report.pieces && <Figure name={words.pieces} value={formatNumber(report.pieces.length)} />}
        <Figure name={words.parts} value={formatNumber(report.parts)} />
        {report.thinnest_wall_mm !== undefined && (
          <ThinnestWall thinnestMm={report.thinnest_wall_mm} words={words} />
        )}
        {report.islands !== undefined && <Figure name={words.islands} value={formatNumber(report.islands)} />}
        {report.self_intersections !== undefined && (
          <Crossings pairs={report.self_intersections} words={words} />
        )}
      </dl>
    </Card>
  );
}

function verdict(report: PrintReport, words: ReportWords, sound: boolean, overhangs: boolean): string {
  if (!sound) return words.open;
  if (!report.fits_bed) return words.tooLarge;
  return overhangs ? words.needsSupports : words.sound;
}

function ThinnestWall({ thinnestMm, words }: { thinnestMm: number | null; words: ReportWords }) {
  const value = thinnestMm === null ? words.fiveOrMore : thinnestMm.toFixed(2);
  return <Figure name={words.thinnestWall} value={value} unit="mm" />;
}

/** The count stops at 10,000. */
function Crossings({ pairs, words }: { pairs: number | null; words: ReportWords }) {
  const value = pairs === null ? words.notCounted : formatNumber(pairs);
  return (
    <Figure
      name={words.crossings}
      value={value}
      unit={pairs === null ? undefined : pairs < 10_000 ? words.pairs : words.pairsOrMore}
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

function YesNo({ yes, words }: { yes: boolean; words: ReportWords }) {
  return yes ? (
    <span className="inline-flex items-center gap-1.5 text-success">
      <CircleCheck aria-hidden className="size-4" /> {words.yes}
    </span>
  ) : (
    <span className="inline-flex items-center gap-1.5 text-danger">
      <CircleX aria-hidden className="size-4" /> {words.no}
    </span>
  );
}
