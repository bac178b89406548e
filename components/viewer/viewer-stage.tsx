"use client";
import { Canvas, type RootState } from "@react-three/fiber";
import { useEffect, useRef, useState } from "react";
import { NeutralToneMapping } from "three";
import { cn } from "@/components/ui/class-names";
import { DimensionLines } from "./dimension-lines";
import { FilamentPicker, filaments } from "./filament-picker";
import { disposeModel, loadModel, type LoadedModel } from "./load-model";
import { OrbitCamera, type CameraHandle } from "./orbit-camera";
import { bedSideMm, PrintBed } from "./print-bed";
import { quietThree } from "./quiet-console";
import { saveScreenshot } from "./save-screenshot";
import { SceneModel } from "./scene-model";
import { StudioLights } from "./studio-lights";
import { useDarkScheme } from "./use-dark-scheme";
import { useOnScreen } from "./use-on-screen";
import type { SizeMm, ViewSettings } from "./view-mode";
import { CutSlider } from "./cut-slider";
import { handleViewerKey } from "./viewer-keys";
import { ViewerToolbar } from "./viewer-toolbar";

quietThree();

export interface ViewerStageProps {
  src: string;
  /** Name for screen readers and for the file of a screenshot. */
  name: string;
  sizeMm?: SizeMm;
  /** Only the model, turning by itself: for the landing page. */
  showcase?: boolean;
  onReady: () => void;
  onFailure: () => void;
}

/** Everything that needs WebGL. Loaded only where a model is shown. */
export default function ViewerStage({
  src,
  name,
  sizeMm,
  showcase = false,
  onReady,
  onFailure,
}: ViewerStageProps) {
  const [model, setModel] = useState<LoadedModel | null>(null);
  const [settings, setSettings] = useState<ViewSettings>({
    mode: "model",
    bed: true,
    dimensions: false,
    spin: showcase && !matchMedia("(prefers-reduced-motion: reduce)").matches,
    cutMm: null,
  });
  const [filament, setFilament] = useState<string>(filaments[0].colour);
  const dark = useDarkScheme();
  const frame = useRef<HTMLDivElement>(null);
  const camera = useRef<CameraHandle>(null);
  const three = useRef<RootState | null>(null);
  const visible = useOnScreen(frame);

  const sizeKey = sizeMm && `${sizeMm.x},${sizeMm.y},${sizeMm.z}`;
  useEffect(() => {
    let wanted = true;
    let loaded: LoadedModel | undefined;
    const [x, y, z] = sizeKey?.split(",").map(Number) ?? [];
    loadModel(src, sizeKey ? { x, y, z } : undefined)
      .then((result) => {
        loaded = result;
        if (!wanted) return disposeModel(result);
        setModel(result);
        onReady();
      })
      .catch(() => wanted && onFailure());
    return () => {
      wanted = false;
      if (loaded) disposeModel(loaded);
      setModel(null);
    };
  }, [src, sizeKey, onReady, onFailure]);

  const change = (part: Partial<ViewSettings>) => setSettings((before) => ({ ...before, ...part }));
  const actions = {
    change,
    fit: () => camera.current?.fit(),
    screenshot: () => three.current && saveScreenshot(three.current, name),
    fullScreen: () =>
      document.fullscreenElement ? void document.exitFullscreen() : void frame.current?.requestFullscreen(),
  };

  return (
    <div
      ref={frame}
      data-viewer={model ? "ready" : "loading"}
      tabIndex={0}
      role="application"
      aria-label={`3D view of ${name}. Arrow keys turn it, plus and minus zoom, F fits.`}
      onKeyDown={(event) => camera.current && handleViewerKey(event, settings, actions, camera.current)}
      className={cn(
        "absolute inset-0 overflow-hidden",
        showcase ? "[mask-image:radial-gradient(closest-side,black_72%,transparent)]" : "stage",
        model ? "animate-fade" : "opacity-0",
      )}
    >
      <Canvas
        frameloop={visible ? "demand" : "never"}
        dpr={[1, 2]}
        shadows="percentage"
        camera={{ fov: 32, position: [160, 120, 220] }}
        gl={{ toneMapping: NeutralToneMapping, alpha: true, powerPreference: "high-performance" }}
        onCreated={(state) => {
          three.current = state;
          state.gl.localClippingEnabled = true;
          state.gl.domElement.addEventListener("webglcontextlost", onFailure, { once: true });
        }}
      >
        {model && (
          <>
            <StudioLights radiusMm={model.extent.length() / 2} dark={dark} />
            <SceneModel model={model} mode={settings.mode} cutMm={settings.cutMm} filament={filament} />
            <PrintBed sideMm={bedSideMm(model.extent.x, model.extent.z)} dark={dark} lines={settings.bed} />
            {settings.dimensions && <DimensionLines extent={model.extent} dark={dark} />}
            <OrbitCamera
              ref={camera}
              extent={model.extent}
              spin={settings.spin && visible}
              wheelZoom={!showcase}
            />
          </>
        )}
      </Canvas>
      {model && !showcase && (
        <>
          <ViewerToolbar settings={settings} textured={model.textured} actions={actions} />
          {settings.cutMm !== null && (
            <CutSlider
              heightMm={model.extent.y}
              cutMm={settings.cutMm}
              onChange={(cutMm) => change({ cutMm })}
            />
          )}
          {(settings.mode === "clay" || (settings.mode === "model" && !model.textured)) && (
            <FilamentPicker value={filament} onChange={setFilament} />
          )}
          <p className="pointer-events-none absolute right-3 bottom-3 hidden font-mono text-[11px] text-faint sm:block">
            {model.triangles.toLocaleString("en")} triangles
          </p>
        </>
      )}
    </div>
  );
}
