import type { KeyboardEvent } from "react";
import type { CameraHandle } from "./orbit-camera";
import { viewModes, type ViewSettings } from "./view-mode";

export interface ViewerActions {
  change: (part: Partial<ViewSettings>) => void;
  fit: () => void;
  /** Cuts the model in half, or makes it whole again. */
  toggleCut: () => void;
  /** Every triangle, or the small model; absent where there is no file to show. */
  toggleFull?: () => void;
  screenshot: () => void;
  fullScreen: () => void;
}

export const viewerKeys: readonly [string, string][] = [
  ["Arrows", "turn"],
  ["Shift + arrows", "move"],
  ["+ −", "zoom"],
  ["F", "fit"],
  ["1 – 6", "views"],
  ["B", "bed"],
  ["D", "dimensions"],
  ["C", "cut"],
  ["M", "every triangle"],
  ["R", "turntable"],
  ["S", "save a picture"],
  ["Enter", "full screen"],
];

/** The viewer by keyboard; acts only while the stage itself has the focus. */
export function handleViewerKey(
  event: KeyboardEvent<HTMLElement>,
  settings: ViewSettings,
  actions: ViewerActions,
  camera: CameraHandle,
): void {
  if (event.target !== event.currentTarget || event.metaKey || event.ctrlKey || event.altKey) return;
  const step = event.shiftKey ? 0.08 : 0.12;
  const move = event.shiftKey ? camera.pan : camera.turn;
  const up = event.shiftKey ? step : -step;
  const keys: Record<string, (() => void) | undefined> = {
    ArrowLeft: () => move(-step, 0),
    ArrowRight: () => move(step, 0),
    ArrowUp: () => move(0, up),
    ArrowDown: () => move(0, -up),
    "+": () => camera.zoom(0.88),
    "=": () => camera.zoom(0.88),
    "-": () => camera.zoom(1.14),
    f: actions.fit,
    "0": actions.fit,
    b: () => actions.change({ bed: !settings.bed }),
    c: actions.toggleCut,
    d: () => actions.change({ dimensions: !settings.dimensions }),
    m: actions.toggleFull,
    r: () => actions.change({ spin: !settings.spin }),
    s: actions.screenshot,
    Enter: actions.fullScreen,
  };
  viewModes.forEach((mode, index) => (keys[String(index + 1)] = () => actions.change({ mode })));
  const run = keys[event.key.length === 1 ? event.key.toLowerCase() : event.key];
  if (!run) return;
  event.preventDefault();
  run();
}
