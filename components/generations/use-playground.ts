"use client";
import { useState } from "react";
import { promptQualities, qualities, type Quality } from "@/lib/generations/schema";
import type { EngineChoice, GenerationRequest, MeshFormat, SizeAxis } from "@/lib/generations/schema";

interface Settings {
  quality: Quality;
  formats: MeshFormat[];
  size_mm: number;
  size_axis: SizeAxis;
  engine: EngineChoice;
}

/** What the form holds. A quality that lacks a chosen format drops it; words keep to the qualities they may ask for. */
export function usePlayground() {
  const [input, setInputOnly] = useState<"image" | "prompt">("image");
  const [image, setImage] = useState<File | null>(null);
  const [prompt, setPrompt] = useState("");
  const [settings, setSettings] = useState<Settings>({
    quality: "default",
    formats: ["stl", "3mf"],
    size_mm: 80,
    size_axis: "longest",
    engine: "auto",
  });

  function setQuality(quality: Quality) {
    const offered: readonly MeshFormat[] = qualities[quality].formats;
    setSettings((before) => {
      const kept = before.formats.filter((format) => offered.includes(format));
      return { ...before, quality, formats: kept.length > 0 ? kept : [offered[0] ?? "glb"] };
    });
  }

  function setInput(next: "image" | "prompt") {
    setInputOnly(next);
    // No engine takes both pictures and words.
    setSettings((before) => ({ ...before, engine: "auto" }));
    if (next === "prompt" && !promptQualities.includes(settings.quality)) setQuality("default");
  }

  const request = (): GenerationRequest => ({
    ...(input === "prompt" ? { prompt: prompt.trim() || "a tall twisted vase" } : {}),
    quality: settings.quality,
    formats: settings.formats,
    size_mm: settings.size_mm,
    ...(settings.size_axis === "longest" ? {} : { size_axis: settings.size_axis }),
    ...(settings.engine === "auto" ? {} : { engine: settings.engine }),
  });

  return {
    input,
    image,
    prompt,
    settings,
    setInput,
    setImage,
    setPrompt,
    setQuality,
    setFormats: (formats: MeshFormat[]) => setSettings((before) => ({ ...before, formats })),
    setSize: (size_mm: number) => setSettings((before) => ({ ...before, size_mm })),
    setEngine: (engine: EngineChoice) => setSettings((before) => ({ ...before, engine })),
    setAxis: (size_axis: SizeAxis) => setSettings((before) => ({ ...before, size_axis })),
    ready: input === "image" ? image !== null : prompt.trim() !== "",
    request,
    submission: () => ({ settings: request(), ...(input === "image" && image ? { image } : {}) }),
  };
}
