import { z } from "zod";
import { ExtrudeSettings } from "./extrude";
import { FigureSettings } from "./figure";
import { HullSettings } from "./hull";
import { LithophaneSettings } from "./lithophane";
import { LayersSettings } from "./layers";
import { OutputSettings } from "./output";
import { PrintSettings } from "./print";
import { ReliefSettings } from "./relief";
import { TextSettings } from "./text";

/** One optional object per engine, the print contract, and how files are written: each shape is said once, in the engine's own file. */
export const engineSettingShapes = {
  figure: FigureSettings.optional().meta({ description: "For the engine figure" }),
  relief: ReliefSettings.optional().meta({ description: "For the engine relief" }),
  lithophane: LithophaneSettings.optional().meta({ description: "For the engine lithophane" }),
  extrude: ExtrudeSettings.optional().meta({ description: "For the engine extrude" }),
  layers: LayersSettings.optional().meta({ description: "For the engine layers" }),
  hull: HullSettings.optional().meta({ description: "For the engine hull" }),
  text: TextSettings.optional().meta({ description: "For the engine text" }),
  print: PrintSettings.optional().meta({ description: "The print contract" }),
  output: OutputSettings.optional().meta({ description: "How the files are written" }),
};

/** `figure`, `relief` …, `print` and `output`. */
export const engineSettingNames = Object.keys(engineSettingShapes) as (keyof typeof engineSettingShapes)[];

export const EngineSettings = z.strictObject(engineSettingShapes);
export type EngineSettings = z.infer<typeof EngineSettings>;
