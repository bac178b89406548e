import type { KeyboardEvent } from "react";
import type { CameraHandle } from "./orbit-camera";
import { viewModes, type ViewSettings } from "./view-mode";

export interface ViewerActions {
  change: (part: Partial<ViewSettings>) => void;
  fit: () => void;
  screenshot: () => void;
  fullScreen: () => void;
}

export const viewerKeys: readonly [string, string][] = [
  ["Arrows", "turn"],
  ["+ −", "zoom"],
  ["F", "fit"],
  ["1 – 5", "views"],
  ["B", "bed"],
  ["D", "dimensions"],
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
  const step = 0.12;
  const keys: Record<string, () => void> = {
    ArrowLeft: () => camera.turn(-step, 0),
    ArrowRight: () => camera.turn(step, 0),
    ArrowUp: () => camera.turn(0, -step),
    ArrowDown: () => camera.turn(0, step),
    "+": () => camera.zoom(0.88),
    "=": () => camera.zoom(0.88),
    "-": () => camera.zoom(1.14),
    f: actions.fit,
    "0": actions.fit,
    b: () => actions.change({ bed: !settings.bed }),
    d: () => actions.change({ dimensions: !settings.dimensions }),
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
