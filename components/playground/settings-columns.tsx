"use client";
import { FormatPicker } from "@/components/generations/format-picker";
import { Card } from "@/components/ui/card";
import type { DescribedEngine, PlaygroundFacts, SettingField, Tier } from "./describe-settings";
import { EngineSettingsForm } from "./engine-settings";
import type { MapKind } from "./map-settings";
import { withQuality, type PlaygroundState } from "./playground-state";
import { PrintForm } from "./print-form";
import { SettingControl } from "./setting-control";
import { TierPicker } from "./tier-picker";

/** Shape, print and output, a column each. */
export function SettingsColumns({
  state,
  tiers,
  tier,
  balance,
  forms,
  chosen,
  map,
  change,
}: {
  state: PlaygroundState;
  tiers: Tier[];
  tier: Tier;
  balance: number;
  forms: PlaygroundFacts["forms"];
  /** What automatic came to. */
  chosen: string | undefined;
  map: MapKind | undefined;
  change: (part: Partial<PlaygroundState>) => void;
}) {
  const { engine, engines } = state;
  const described = engine in forms ? (engine as DescribedEngine) : null;
  const setOwn = (name: string, value: unknown) =>
    described && change({ engines: { ...engines, [described]: { ...engines[described], [name]: value } } });
  return (
    <div className="grid items-start gap-4 md:grid-cols-2 xl:grid-cols-3">
      <Card className="p-5">
        <h2 className="mb-4 text-sm font-semibold">Shape</h2>
        {described ? (
          <EngineSettingsForm
            key={described}
            engine={described}
            fields={forms[described]}
            map={map}
            values={engines[described] ?? {}}
            onChange={setOwn}
          />
        ) : (
          <p className="text-[13px] leading-5 text-secondary">
            {engine === "parametric"
              ? "The words hold every measure: sizes, counts, sides and colours. Write “12 cm tall” or “with 24 teeth”."
              : engine === "generative"
                ? "It takes the picture alone. What comes back is mended, sized and measured here, as the print asks."
                : `Automatic takes each engine’s usual settings${chosen ? `, here those of ${chosen}` : ""}. Choose an engine above to set its own.`}
          </p>
        )}
        <div className="mt-5 border-t border-line pt-4">
          <SettingControl
            field={seedField}
            value={state.seed || undefined}
            onChange={(seed) => change({ seed: typeof seed === "number" ? seed : 0 })}
          />
        </div>
      </Card>
      <Card className="p-5">
        <h2 className="mb-4 text-sm font-semibold">Print</h2>
        <PrintForm state={state} change={change} />
      </Card>
      <Card className="p-5 md:max-xl:col-span-2">
        <h2 className="mb-4 text-sm font-semibold">Output</h2>
        <TierPicker
          tiers={tiers.filter(({ forPrompt }) => state.input === "image" || forPrompt)}
          value={tier.name}
          balance={balance}
          onChange={(next) => change(withQuality(state, next))}
        />
        <h3 className="mt-5 mb-2 flex justify-between text-[13px] text-secondary">
          Formats <span className="text-xs text-faint">all at one price</span>
        </h3>
        <FormatPicker
          offered={tier.formats}
          value={state.formats}
          onChange={(formats) => change({ formats })}
        />
      </Card>
    </div>
  );
}

const seedField: SettingField = {
  kind: "number",
  name: "seed",
  label: "Seed",
  hint: "The same seed gives the same bytes",
  min: 0,
  max: 2_147_483_647,
  step: 1,
  unit: "",
  fallback: 0,
};
