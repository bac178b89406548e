import type { ReactNode } from "react";
import { Card, CardHeader } from "@/components/ui/card";
import { CopyButton } from "@/components/ui/copy-button";
import type { Generation } from "@/lib/generations/schema";
import { qualityLabels } from "./quality-names";

/** What was asked for, and which engine answered. */
export function SettingsList({
  generation: g,
  project,
}: {
  generation: Generation;
  /** By its name. */
  project?: string;
}) {
  const axis = g.size_axis === "longest" ? "longest side" : `along ${g.size_axis}`;
  const rows: [string, ReactNode][] = [
    ["Quality", `${qualityLabels[g.quality]}, ${g.resolution}³ grid`],
    ["Size", `${g.size_mm} mm, ${axis}`],
    ["Formats", g.formats.map((format) => format.toUpperCase()).join(", ")],
    [
      "Engine",
      g.engine ? `${g.engine}${g.engine_version ? ` ${g.engine_version}` : ""}` : g.engine_requested,
    ],
    ["Seed", g.seed],
    ...(project ? [["Project", <bdi key="project">{project}</bdi>] satisfies [string, ReactNode]] : []),
    ["Cost", g.test ? "Free, made with a test key" : `${g.credits_used} credits`],
  ];
  return (
    <Card>
      <CardHeader title="Settings" />
      <dl className="grid gap-2.5 border-t border-line px-5 py-4 text-sm">
        {rows.map(([name, value]) => (
          <div key={name} className="flex justify-between gap-4">
            <dt className="text-faint">{name}</dt>
            <dd className="text-right [overflow-wrap:anywhere]">{value}</dd>
          </div>
        ))}
      </dl>
      <div className="-mt-1 px-5 pb-3">
        {[g.engine_reason, ...g.notes].map(
          (sentence) =>
            sentence && (
              <p key={sentence} className="mt-1 text-[13px] leading-5 text-secondary">
                {sentence}
              </p>
            ),
        )}
        <div className="mt-2.5 flex items-center justify-between gap-2 border-t border-line pt-2">
          <code className="truncate text-xs text-faint">{g.id}</code>
          <CopyButton text={g.id} label="Copy the id" />
        </div>
      </div>
    </Card>
  );
}
