"use client";
import { Canvas, type RootState } from "@react-three/fiber";
import { useCallback, useEffect, useRef, useState } from "react";
import { NeutralToneMapping } from "three";
import { cn } from "@/components/ui/class-names";
import type { CameraLink } from "./camera-link";
import { CompileFirst } from "./compile-first";
import { CutSlider } from "./cut-slider";
import { cutReach } from "./cut-plane";
import { describeModel } from "./describe-model";
import { DimensionLines } from "./dimension-lines";
import { FilamentPicker, filaments } from "./filament-picker";
import { HeatLegend } from "./heat-legend";
import type { LoadedModel } from "./load-model";
import { OrbitCamera, type CameraHandle } from "./orbit-camera";
import { bedSideMm, PrintBed } from "./print-bed";
import { quietThree } from "./quiet-console";
import { saveScreenshot } from "./save-screenshot";
import { SceneModel } from "./scene-model";
import { StudioLights } from "./studio-lights";
import { useDarkScheme } from "./use-dark-scheme";
import { useFullModel, useModel, type FullFile } from "./use-model";
import { useOnScreen } from "./use-on-screen";
import { useWallMap } from "./use-wall-map";
import { plainView, type Backdrop, type SizeMm, type ViewSettings } from "./view-mode";
import { handleViewerKey, type ViewerActions } from "./viewer-keys";
import { ViewerToolbar } from "./viewer-toolbar";

quietThree();

export interface ViewerStageProps {
  src: string;
  /** Name for screen readers and for the file of a screenshot. */
  name: string;
  sizeMm?: SizeMm;
  /** The file with every triangle, shown on demand. */
  full?: FullFile;
  /** As the report has them: of the whole model, not of the small one that is drawn first. */
  triangles?: number;
  volumeMm3?: number;
  /** Only the model, turning by itself: for the landing page. */
  showcase?: boolean;
  /** Few tools: for pages of others. */
  brief?: boolean;
  /** Moves with the cameras of the same link; `radiusMm` is the scale that they share. */
  link?: CameraLink;
  radiusMm?: number;
  onReady: () => void;
  onFailure: () => void;
  /** Drawn by the processor: few lights, no shadows, no more points than the window shows, so that it follows the hand. */
  slow?: boolean;
  /** Goes back to the still picture; absent where there is no reason to. */
  onRest?: () => void;
}

const backdropClass: Record<Backdrop, string> = {
  theme: "stage",
  paper: "bg-[#f4f2ee]",
  graphite: "bg-[#1d1f22]",
  blue: "bg-[#17395c]",
};

/** Everything that needs WebGL. Loaded only where a model is shown. */
export default function ViewerStage(props: ViewerStageProps) {
  const { src, name, sizeMm, showcase = false, brief = false, slow = false, link, radiusMm } = props;
  const { onReady, onFailure } = props;
  const [settings, setSettings] = useState<ViewSettings>({
    ...plainView,
    spin: showcase && !slow && !matchMedia("(prefers-reduced-motion: reduce)").matches,
  });
  const [filament, setFilament] = useState<string>(filaments[0].colour);
  const [fullWanted, setFullWanted] = useState(false);
  const model = useModel(src, sizeMm, onFailure);
  const [compiled, setCompiled] = useState<LoadedModel | null>(null);
  const onCompiled = useCallback(
    (one: LoadedModel) => {
      setCompiled(one);
      onReady();
    },
    [onReady],
  );
  const full = useFullModel(props.full, sizeMm, fullWanted);
  const walls = useWallMap(model, settings.mode === "walls");
  const darkPage = useDarkScheme();
  const frame = useRef<HTMLDivElement>(null);
  const camera = useRef<CameraHandle>(null);
  const three = useRef<RootState | null>(null);
  const moving = useRef(false);
  const visible = useOnScreen(frame);
  const { mode, cut, backdrop } = settings;
  const dark = backdrop === "theme" ? darkPage : backdrop !== "paper";
  const shown = full.model ?? model;

  const change = (part: Partial<ViewSettings>) => setSettings((before) => ({ ...before, ...part }));
  const actions: ViewerActions = {
    change,
    fit: () => camera.current?.fit(),
    toggleCut: () =>
      model && change({ cut: cut ? null : { axis: "z", mm: cutReach("z", model.extent) * 0.6 } }),
    toggleFull: props.full && (() => setFullWanted((before) => !before)),
    screenshot: () => three.current && saveScreenshot(three.current, name),
    fullScreen: () =>
      document.fullscreenElement ? void document.exitFullscreen() : void frame.current?.requestFullscreen(),
  };

  // The state outlives the canvas; what it holds on to must not.
  useEffect(() => () => void (three.current = null), []);

  return (
    <div
      ref={frame}
      data-viewer={model && compiled ? "ready" : "loading"}
      data-triangles={shown?.triangles}
      tabIndex={0}
      role="application"
      aria-label={`3D view of ${name}. Arrow keys turn it, plus and minus zoom, F fits.`}
      onKeyDown={(event) => camera.current && handleViewerKey(event, settings, actions, camera.current)}
      className={cn(
        "absolute inset-0 overflow-hidden",
        showcase
          ? "[mask-image:radial-gradient(closest-side,black_72%,transparent)]"
          : backdropClass[backdrop],
        model && compiled ? "animate-fade" : "opacity-0",
      )}
    >
      <Canvas
        frameloop={visible && compiled ? "demand" : "never"}
        dpr={slow ? 1 : [1, 2]}
        shadows={slow ? false : "percentage"}
        camera={{ fov: 32, position: [160, 120, 220] }}
        gl={{
          toneMapping: NeutralToneMapping,
          alpha: true,
          antialias: !slow,
          powerPreference: "high-performance",
        }}
        onCreated={(state) => {
          three.current = state;
          state.gl.localClippingEnabled = true;
          // What is closed loses its context too, and that is no failure.
          const onLost = () => three.current && onFailure();
          state.gl.domElement.addEventListener("webglcontextlost", onLost, { once: true });
        }}
      >
        {model && (
          <>
            <StudioLights radiusMm={model.extent.length() / 2} dark={dark} lamp={settings.lamp} slow={slow} />
            <SceneModel
              model={model}
              full={full.model}
              walls={walls === "failed" ? null : walls}
              settings={settings}
              filament={filament}
              movingRef={moving}
            />
            <PrintBed
              sideMm={bedSideMm(model.extent.x, model.extent.z)}
              dark={dark}
              lines={settings.bed}
              shadow={!slow}
            />
            {settings.dimensions && <DimensionLines extent={model.extent} dark={dark} />}
            <OrbitCamera
              ref={camera}
              extent={model.extent}
              radiusMm={radiusMm}
              spin={settings.spin && visible}
              wheelZoom={!showcase}
              movingRef={moving}
              link={link}
            />
            <CompileFirst model={model} done={compiled === model} onDone={onCompiled} />
          </>
        )}
      </Canvas>
      {model && (
        <p className="sr-only">
          {describeModel(name, {
            sizeMm: { x: model.extent.x, y: model.extent.z, z: model.extent.y },
            triangles: props.triangles ?? model.triangles,
            volumeMm3: props.volumeMm3,
          })}
        </p>
      )}
      {model && shown && !showcase && (
        <>
          <ViewerToolbar
            settings={settings}
            textured={model.textured}
            full={props.full && full.state}
            actions={actions}
            brief={brief}
            onRest={props.onRest}
          />
          {cut && <CutSlider extent={model.extent} cut={cut} onChange={(next) => change({ cut: next })} />}
          {(mode === "overhangs" || mode === "walls") && (
            <HeatLegend
              mode={mode}
              walls={walls}
              process={settings.process}
              onProcess={(process) => change({ process })}
            />
          )}
          {(mode === "clay" || (mode === "model" && !model.textured)) && (
            <FilamentPicker value={filament} onChange={setFilament} />
          )}
          <p
            className={cn(
              "pointer-events-none absolute right-3 bottom-3 hidden font-mono text-[11px] sm:block",
              backdrop === "theme" ? "text-faint" : dark ? "text-white/70" : "text-black/60",
            )}
          >
            {shown.triangles.toLocaleString("en")}
            {props.triangles && shown.triangles < props.triangles
              ? ` of ${props.triangles.toLocaleString("en")}`
              : ""}{" "}
            triangles
          </p>
        </>
      )}
    </div>
  );
}
