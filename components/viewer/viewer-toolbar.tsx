"use client";
import { Camera, Expand, Focus, Grid3x3, Keyboard, Layers2, RotateCw, Ruler } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "@/components/ui/class-names";
import { Select } from "@/components/ui/select";
import { Tooltip } from "@/components/ui/tooltip";
import { viewerKeys, type ViewerActions } from "./viewer-keys";
import { viewModeNames, viewModes, type ViewMode, type ViewSettings } from "./view-mode";

export function ViewerToolbar({
  settings,
  textured,
  actions,
}: {
  settings: ViewSettings;
  textured: boolean;
  actions: ViewerActions;
}) {
  const { change } = actions;
  const offered = viewModes.filter((mode) => textured || mode !== "clay");
  return (
    <div className="pointer-events-none absolute inset-x-3 top-3 flex flex-wrap items-start justify-between gap-2 *:pointer-events-auto">
      <Select
        label="View"
        value={settings.mode}
        onChange={(mode) => change({ mode: mode as ViewMode })}
        options={offered.map((mode) => ({
          value: mode,
          label: viewModeNames[mode].name,
          hint: viewModeNames[mode].hint,
        }))}
        className="h-9 w-34 border-line bg-raised/85 backdrop-blur"
      />
      <div
        role="toolbar"
        aria-label="View tools"
        className="flex rounded-lg border border-line bg-raised/85 p-0.5 shadow-low backdrop-blur"
      >
        <Tool name="Bed grid" pressed={settings.bed} onPress={() => change({ bed: !settings.bed })}>
          <Grid3x3 />
        </Tool>
        <Tool
          name="Dimensions"
          pressed={settings.dimensions}
          onPress={() => change({ dimensions: !settings.dimensions })}
        >
          <Ruler />
        </Tool>
        <Tool
          name="Cut by layers"
          pressed={settings.cutMm !== null}
          onPress={() => change({ cutMm: settings.cutMm === null ? 1e4 : null })}
        >
          <Layers2 />
        </Tool>
        <Tool name="Turntable" pressed={settings.spin} onPress={() => change({ spin: !settings.spin })}>
          <RotateCw />
        </Tool>
        <Tool name="Fit" onPress={actions.fit}>
          <Focus />
        </Tool>
        <Tool name="Save a picture" onPress={actions.screenshot}>
          <Camera />
        </Tool>
        <Tool name="Full screen" onPress={actions.fullScreen}>
          <Expand />
        </Tool>
        <Tool name="Keys" hint={<KeyList />} className="max-sm:hidden">
          <Keyboard />
        </Tool>
      </div>
    </div>
  );
}

function Tool({
  name,
  hint,
  pressed,
  onPress,
  className,
  children,
}: {
  name: string;
  hint?: ReactNode;
  pressed?: boolean;
  onPress?: () => void;
  className?: string;
  children: ReactNode;
}) {
  return (
    <Tooltip text={hint ?? name} side="bottom">
      <button
        type="button"
        aria-label={name}
        aria-pressed={pressed}
        onClick={onPress}
        className={cn(
          "grid size-8 place-items-center rounded-md text-secondary transition-colors hover:bg-muted hover:text-foreground [&_svg]:size-4",
          pressed && "bg-accent-soft text-accent-text hover:bg-accent-soft hover:text-accent-text",
          className,
        )}
      >
        {children}
      </button>
    </Tooltip>
  );
}

function KeyList() {
  return (
    <span className="grid grid-cols-[auto_1fr] gap-x-3">
      {viewerKeys.map(([keys, effect]) => (
        <span key={keys} className="contents">
          <span className="font-mono">{keys}</span>
          <span>{effect}</span>
        </span>
      ))}
    </span>
  );
}
