"use client";
import {
  Camera,
  Expand,
  Focus,
  Grid3x3,
  ImageIcon,
  Keyboard,
  Layers2,
  RotateCw,
  Ruler,
  Triangle,
} from "lucide-react";
import { Select } from "@/components/ui/select";
import { Spinner } from "@/components/ui/spinner";
import { LookMenu } from "./look-menu";
import { ToolButton } from "./tool-button";
import { viewerKeys, type ViewerActions } from "./viewer-keys";
import { viewModeNames, viewModes, type ViewMode, type ViewSettings } from "./view-mode";

interface ViewerToolbarProps {
  settings: ViewSettings;
  textured: boolean;
  /** Where the file with every triangle stands; absent where there is none to show. */
  full?: "idle" | "loading" | "ready" | "failed";
  actions: ViewerActions;
  /** Only what a visitor of another site needs. */
  brief?: boolean;
  onRest?: () => void;
}

export function ViewerToolbar({
  settings,
  textured,
  full,
  actions,
  brief = false,
  onRest,
}: ViewerToolbarProps) {
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
        className="h-9 w-34 border-line bg-raised/90"
      />
      <div
        role="toolbar"
        aria-label="View tools"
        className="flex flex-wrap rounded-lg border border-line bg-raised/90 p-0.5 shadow-low"
      >
        {!brief && (
          <ToolButton name="Bed grid" pressed={settings.bed} onPress={() => change({ bed: !settings.bed })}>
            <Grid3x3 />
          </ToolButton>
        )}
        <ToolButton
          name="Dimensions"
          pressed={settings.dimensions}
          onPress={() => change({ dimensions: !settings.dimensions })}
        >
          <Ruler />
        </ToolButton>
        <ToolButton name="Cut" pressed={settings.cut !== null} onPress={actions.toggleCut}>
          <Layers2 />
        </ToolButton>
        {actions.toggleFull && full && (
          <ToolButton
            name={full === "failed" ? "The full file could not be read" : "Every triangle"}
            pressed={full === "ready" || full === "loading"}
            disabled={full === "failed"}
            onPress={actions.toggleFull}
          >
            {full === "loading" ? <Spinner /> : <Triangle />}
          </ToolButton>
        )}
        <ToolButton name="Turntable" pressed={settings.spin} onPress={() => change({ spin: !settings.spin })}>
          <RotateCw />
        </ToolButton>
        <ToolButton name="Fit" onPress={actions.fit}>
          <Focus />
        </ToolButton>
        {!brief && <LookMenu lamp={settings.lamp} backdrop={settings.backdrop} onChange={change} />}
        {!brief && (
          <ToolButton name="Save a picture" onPress={actions.screenshot}>
            <Camera />
          </ToolButton>
        )}
        {onRest && (
          <ToolButton name="Back to the picture" onPress={onRest}>
            <ImageIcon />
          </ToolButton>
        )}
        <ToolButton name="Full screen" onPress={actions.fullScreen}>
          <Expand />
        </ToolButton>
        <ToolButton name="Keys" hint={<KeyList />} className="max-sm:hidden">
          <Keyboard />
        </ToolButton>
      </div>
    </div>
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
