import { describe, expect, it } from "vitest";
import { sayCallback } from "@/components/generations/callback-card";
import { beginAgain } from "@/components/playground/begin-again";
import { describeSettings, type SettingField } from "@/components/playground/describe-settings";
import { dab } from "@/components/playground/paint-mask";
import { freshState, toRequest, withInput, withQuality } from "@/components/playground/playground-state";
import { fitsRoom, printers } from "@/components/playground/printers";
import { usualAngles, viewAngles, withNewAngle, withoutAngle } from "@/components/playground/view-angles";
import { fitsRoom as fitsRoomOfEngines } from "@/lib/geometry/mesh/fits-room";
import { GenerationSettings, type Generation } from "@/lib/generations/schema";

const { forms, tiers } = describeSettings();
const fields = Object.entries(forms).flatMap(([engine, all]) => all.map((field) => ({ engine, field })));

/** The ends of what a control lets a hand reach. */
function reach(field: SettingField): unknown[] {
  if (field.kind === "number") return [field.min, field.max];
  if (field.kind === "choice") return field.options;
  if (field.kind === "switch") return [true, false];
  return field.kind === "color" ? ["#12ab9f"] : [["#12ab9f", "#000000"]];
}

describe("the form of Generate", () => {
  it("offers settings of every engine, and nothing that the API would refuse by itself", () => {
    expect(Object.entries(forms).map(([engine, all]) => [engine, all.length])).toEqual([
      ["figure", 9],
      ["relief", 6],
      ["lithophane", 15],
      ["extrude", 9],
      ["layers", 8],
      ["hull", 1],
      ["text", 15],
    ]);
    // Two that only go together: the thinnest below the thickest.
    const together = (name: string, value: unknown) =>
      name === "min_thickness_mm"
        ? { max_thickness_mm: 20 }
        : name === "max_thickness_mm" && Number(value) < 1
          ? { min_thickness_mm: 0.2 }
          : {};
    for (const { engine, field } of fields)
      for (const value of reach(field)) {
        const own = { ...together(field.name, value), [field.name]: value };
        const request = toRequest(
          { ...freshState, engine: engine as never, engines: { [engine]: own } },
          field.needs,
        );
        const parsed = GenerationSettings.safeParse({ ...request, prompt: undefined });
        expect([engine, field.name, value, parsed.error?.issues]).toEqual([
          engine,
          field.name,
          value,
          undefined,
        ]);
      }
  });

  it("says only what was chosen", () => {
    expect(toRequest({ ...freshState, input: "prompt", prompt: " a vase " })).toEqual({
      prompt: "a vase",
      quality: "default",
      formats: ["stl", "3mf"],
      size_mm: 80,
    });
    const state = {
      ...freshState,
      engine: "figure" as const,
      engines: { figure: { "tilt.x": 0.2, emboss: undefined }, relief: { invert: true } },
      printer: "Prusa XL",
      mustFit: true,
      print: { base: "disc" as const, hollow_mm: undefined },
    };
    expect(toRequest(state)).toMatchObject({
      figure: { tilt: { x: 0.2 } },
      print: { base: "disc", bed_mm: [360, 360, 360] },
    });
    expect(toRequest(state)).not.toHaveProperty("relief");
    expect(toRequest({ ...state, engine: "auto" })).not.toHaveProperty("figure");
  });

  it("says where the views were taken from only where that is not the usual, and keeps them apart", () => {
    const state = { ...freshState, engine: "hull" as const };
    expect(toRequest(state)).not.toHaveProperty("hull");
    expect(usualAngles(3)).toEqual(["front", 120, 240]);
    const angles = withNewAngle(["front", "left"]);
    expect(angles).toEqual(["front", "left", "right"]);
    expect(withoutAngle(angles, 1)).toEqual(["front", "right"]);
    const said = toRequest({ ...state, engines: { hull: { angles: ["front", 45] } } });
    expect(GenerationSettings.parse(said).hull?.angles).toEqual(["front", 45]);
    for (const { angle } of viewAngles)
      expect(GenerationSettings.safeParse({ engine: "hull", hull: { angles: ["top", angle] } }).success).toBe(
        true,
      );
  });

  it("drops formats that a quality lacks, a split from what has a texture, and qualities that words may not ask for", () => {
    const textured = tiers.find(({ name }) => name === "super_texture") ?? tiers[0];
    const next = withQuality({ ...freshState, formats: ["stl"], print: { split: "pegs" } }, textured);
    expect(next).toMatchObject({ quality: "super_texture", formats: ["glb"], print: { split: undefined } });
    expect(withInput(next, "prompt", tiers)).toMatchObject({
      quality: "default",
      engine: "auto",
      input: "prompt",
    });
  });

  it("knows twenty printers, and judges their rooms as the engines do", () => {
    expect(printers.length).toBeGreaterThanOrEqual(20);
    expect(new Set(printers.map(({ name }) => name)).size).toBe(printers.length);
    for (const { roomMm } of printers)
      for (const size of [
        { x: roomMm[0], y: roomMm[1], z: roomMm[2] },
        { x: roomMm[1], y: roomMm[0], z: roomMm[2] },
        { x: roomMm[0] + 1, y: roomMm[1], z: 1 },
        { x: 10, y: 10, z: roomMm[2] + 1 },
      ])
        expect(fitsRoom(size, roomMm)).toBe(fitsRoomOfEngines(size, roomMm));
  });

  it("says nothing of a map that is not sent, and all of one that is", () => {
    const figure = { depth_range: 0.4, depth_white: "far", normal_green: "down", emboss: 0 };
    const state = { ...freshState, engine: "figure" as const, engines: { figure } };
    expect(toRequest(state).figure).toEqual({ emboss: 0 });
    expect(toRequest(state, "depth_map").figure).toEqual({ depth_range: 0.4, depth_white: "far", emboss: 0 });
    expect(toRequest(state, "normal_map").figure).toEqual({ normal_green: "down", emboss: 0 });
  });

  it("begins again with the wish of a generation and its map, and asks for the same", () => {
    const past = {
      engine_requested: "lithophane",
      prompt: null,
      input_url: "/files/picture",
      depth_map_url: null,
      normal_map_url: "/files/normals",
      quality: "high",
      formats: ["3mf"],
      size_mm: 120,
      size_axis: "y",
      seed: 7,
      settings: {
        lithophane: { max_thickness_mm: 5 },
        figure: { tilt: { x: 0.2 }, depth_white: "far" },
        print: { base: "flat", bed_mm: [250, 210, 220] },
      },
    } as unknown as Generation;
    const printer = printers.find(({ roomMm }) => roomMm.join() === "250,210,220");
    const { state, pictureUrl, map } = beginAgain(past, forms);
    expect([pictureUrl, map]).toEqual(["/files/picture", { kind: "normal_map", url: "/files/normals" }]);
    expect(state).toMatchObject({ input: "image", printer: printer?.name, mustFit: true });
    expect(state.engines.figure).toEqual({ "tilt.x": 0.2, depth_white: "far" });
    expect(toRequest(state)).toEqual({
      engine: "lithophane",
      quality: "high",
      formats: ["3mf"],
      size_mm: 120,
      size_axis: "y",
      seed: 7,
      lithophane: { max_thickness_mm: 5 },
      print: { base: "flat", bed_mm: [250, 210, 220] },
    });
    const words = beginAgain(
      { ...past, prompt: "a vase", settings: { print: { bed_mm: [1, 2, 3] } } },
      forms,
    );
    expect(words.state).toMatchObject({ input: "prompt", prompt: "a vase", mustFit: false, engines: {} });
    expect(toRequest(words.state).print).toEqual({ bed_mm: [1, 2, 3] });
  });

  it("says how often a callback was tried, and whether it arrived", () => {
    const callback = { event_type: "generation.completed", last_error: null, delivered_at: null } as const;
    expect(sayCallback({ ...callback, status: "pending", attempts: 0 })).toBe(
      "generation.completed is about to be sent.",
    );
    expect(sayCallback({ ...callback, status: "pending", attempts: 1 })).toContain("1 try so far");
    expect(sayCallback({ ...callback, status: "failed", attempts: 9 })).toContain("given up after 9 tries");
    expect(
      sayCallback({
        ...callback,
        status: "delivered",
        attempts: 2,
        delivered_at: "2027-01-02T03:04:05.000Z",
      }),
    ).toMatch(/was taken on .*, after 2 tries\.$/);
    expect(sayCallback(null)).toContain("30 days");
  });

  it("paints a round stroke into the mask and nothing beside it", () => {
    const mask = { width: 40, height: 20, alpha: new Uint8Array(800) };
    dab(mask, [10, 10], [30, 10], { radius: 4, value: 255 });
    const at = (x: number, y: number) => mask.alpha[y * 40 + x];
    expect([at(10, 9), at(20, 12), at(30, 9)]).toEqual([255, 255, 255]);
    expect([at(20, 15), at(4, 10), at(36, 10)]).toEqual([0, 0, 0]);
    dab(mask, [20, 10], [20, 10], { radius: 2, value: 0 });
    expect([at(20, 10), at(26, 10)]).toEqual([0, 255]);
  });
});
