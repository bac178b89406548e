import { AppError } from "@/lib/core/errors";
import { checkPrompt, OUTSIDE_ENGINE } from "@/lib/engines";
import { engineSettingNames } from "@/lib/engines/settings";
import { promptQualities, qualities } from "./qualities";
import type { EngineChoice, GenerationSettings } from "./schema";
import type { MapsOf } from "./take-pictures";

/**
 * The rules between fields that a schema cannot say: picture or prompt, which quality offers which format, which
 * engine takes which input. Throws `invalid_request`, `unsupported_format` or `prompt_not_understood`.
 */
export function checkRequest(settings: GenerationSettings, pictures: number, maps: MapsOf = {}): void {
  checkInput(settings, pictures);
  checkPictures(settings.engine, pictures);
  checkMaps(settings, maps);
  checkEngineSettings(settings);
  checkSplit(settings);
  checkFormats(settings);
  if (settings.prompt !== undefined)
    checkPrompt(settings.prompt, {
      engine: settings.engine === OUTSIDE_ENGINE ? "auto" : settings.engine,
      sizeMm: settings.size_mm,
      sizeAxis: settings.size_axis,
      settings: { text: settings.text },
    });
}

const fromWords: readonly EngineChoice[] = ["parametric", "text"];
const MAX_VIEWS = 6;

function checkInput({ prompt, engine, quality }: GenerationSettings, pictures: number): void {
  if (pictures === 0 && prompt === undefined)
    throw invalid("image", "Send a picture in the field image, or a prompt in words.");
  if (pictures > 0 && prompt !== undefined)
    throw invalid("prompt", "Send either a picture or a prompt; each makes a model of its own.");
  if (pictures > 0 && fromWords.includes(engine))
    throw invalid(
      "engine",
      `The engine ${engine} works from words. For a picture use auto, figure, relief, lithophane, extrude or layers.`,
    );
  if (prompt !== undefined && engine !== "auto" && !fromWords.includes(engine))
    throw invalid(
      "engine",
      `The engine ${engine} works from a picture. For words use auto, parametric or text.`,
    );
  if (prompt !== undefined && !promptQualities.includes(quality))
    throw invalid("quality", `A prompt can be made in these qualities: ${promptQualities.join(", ")}.`);
}

function checkPictures(engine: EngineChoice, pictures: number): void {
  if (engine === "hull" && (pictures < 2 || pictures > MAX_VIEWS))
    throw invalid(
      "image",
      `The engine hull takes 2 to ${MAX_VIEWS} pictures from different sides, not ${pictures}.`,
    );
  if (engine !== "hull" && pictures > 1)
    throw invalid("image", `Send one file in image, not ${pictures}. Several views go to the engine hull.`);
}

/** A map without its engine would be kept and never read; its scale without the map says nothing. */
function checkMaps({ engine, figure }: GenerationSettings, { depthMap, normalMap }: MapsOf): void {
  if (depthMap && engine !== "figure")
    throw invalid(
      "depth_map",
      "A depth map is for the engine figure. Name that engine, or leave the map out.",
    );
  if (normalMap && engine !== "figure")
    throw invalid(
      "normal_map",
      "A normal map is for the engine figure. Name that engine, or leave the map out.",
    );
  if (depthMap && normalMap)
    throw invalid("normal_map", "Send either depth_map or normal_map, not both: each tells the whole front.");
  if (!depthMap && figure?.depth_range !== undefined)
    throw invalid("figure", "depth_range came without a depth map. Send one in the field depth_map.");
}

const forAnyEngine: readonly string[] = ["print", "output"];

/** Settings of an engine that will not run are a misunderstanding, not a detail. */
function checkEngineSettings(settings: GenerationSettings): void {
  const { engine } = settings;
  if (engine === "auto") return;
  const stray = engineSettingNames.find(
    (name) => !forAnyEngine.includes(name) && name !== engine && settings[name] !== undefined,
  );
  if (stray)
    throw invalid(
      stray,
      `Settings of ${stray} came with the engine ${engine}. Name the engine ${stray}, or leave them out.`,
    );
}

/** Colours of a picture end at a cut, and they are what such a quality is paid for. */
function checkSplit({ quality, print }: GenerationSettings): void {
  if (print?.split === "pegs" && qualities[quality].textured)
    throw invalid("print", `A model in the quality ${quality} is not split. Choose one without texture.`);
  if (print?.split_clearance_mm !== undefined && print.split !== "pegs")
    throw invalid("print", "split_clearance_mm came without a split. Say split: pegs, too.");
}

function checkFormats({ quality, formats, output }: GenerationSettings): void {
  const offered = qualities[quality].formats;
  const refused = formats.find((format) => !offered.includes(format));
  if (refused)
    throw new AppError(
      "unsupported_format",
      `The quality ${quality} does not offer ${refused}. Choose one of: ${offered.join(", ")}.`,
      { param: "format", errors: { format: [`Not offered with ${quality}`] } },
    );
  if (output?.glb_compression === "meshopt" && !formats.includes("glb"))
    throw invalid("output", "glb_compression came without the format glb. Ask for it, or leave it out.");
  if (new Set(formats).size !== formats.length) throw invalid("formats", "Name each format once.");
}

function invalid(param: string, message: string): AppError {
  return new AppError("invalid_request", message, { param, errors: { [param]: [message] } });
}
