import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { prepareNormalMap } from "@/lib/engines";
import { decodeNormalMap } from "@/lib/engines/local/decode-normal-map";
import { drawBallNormals } from "../../support/draw-normals";
import { drawRaster, encodePicture, flatRaster, makeScene } from "../../support/make-pictures";

const refusal = (bytes: Uint8Array) =>
  prepareNormalMap(bytes).then(
    () => "was taken",
    ({ code, message, details }) => [code, details.param, message],
  );

describe("prepareNormalMap", () => {
  it("keeps directions in sixteen bits, and knows nothing where the ground is grey, black or clear", async () => {
    const { bytes, contentType, width, height } = await prepareNormalMap(
      await encodePicture(drawBallNormals()),
    );
    expect([contentType, width, height, bytes[24], bytes[25]]).toEqual(["image/png", 64, 64, 16, 6]);
    const [up, down] = [await decodeNormalMap(bytes, "up"), await decodeNormalMap(bytes, "down")];
    const at = (map: typeof up, column: number, row: number) =>
      [...map.normals.subarray(3 * (64 * row + column), 3 * (64 * row + column) + 3)].map(
        (part) => Math.round(100 * part) / 100,
      );
    // Right of the middle and above it by 0.48 of a radius of 0.9; the decoder takes 255 for 65,280, so all is a little short.
    expect(at(up, 47, 16)).toEqual([0.53, 0.53, 0.64]);
    expect(at(down, 47, 16)).toEqual([0.53, -0.53, 0.64]);
    expect(at(up, 0, 0)).toEqual([NaN, NaN, NaN]);
    const black = drawBallNormals();
    black.data.set([0, 0, 0, 255], 0);
    black.data.set([230, 128, 200, 0], 4);
    const other = await decodeNormalMap((await prepareNormalMap(await encodePicture(black))).bytes, "up");
    expect([at(other, 0, 0), at(other, 1, 0)].flat().every(Number.isNaN)).toBe(true);
  });

  it("takes a JPEG's directions, which are a little off their length", async () => {
    const { width } = await prepareNormalMap(await encodePicture(drawBallNormals(128, 128), "jpeg"));
    expect(width).toBe(128);
  });

  it("refuses what is no normal map", async () => {
    const { raster } = makeScene("duck", "clutter", 128);
    const photo = await refusal(await encodePicture(raster));
    expect(photo).toEqual(["invalid_image", "normal_map", expect.stringContaining("is no normal map")]);
    const grey = drawRaster(96, 96, (x, y) => [x + y, x + y, x + y, 255]);
    expect(await refusal(await encodePicture(grey))).toEqual(photo);
    expect(await refusal(await encodePicture(flatRaster(64, 64, [128, 128, 128, 255])))).toEqual(photo);
  });

  it("refuses one of another space, one that looks one single way, one cut short and one too small", async () => {
    const behind = drawRaster(64, 64, (x) => {
      const turn = ((x - 32) / 32) * Math.PI;
      return [127.5 + 127.5 * Math.sin(turn), 128, 127.5 + 127.5 * Math.cos(turn), 255];
    });
    expect(await refusal(await encodePicture(behind))).toEqual([
      "invalid_image",
      "normal_map",
      expect.stringContaining("looks away from the viewer"),
    ]);
    expect(await refusal(await encodePicture(flatRaster(64, 64, [128, 128, 255, 255])))).toEqual([
      "invalid_image",
      "normal_map",
      expect.stringContaining("one single way"),
    ]);
    const whole = await sharp({ create: { width: 64, height: 64, channels: 3, background: "#8080ff" } })
      .jpeg()
      .toBuffer();
    expect((await refusal(whole.subarray(0, whole.length - 40))).slice(0, 2)).toEqual([
      "invalid_image",
      "normal_map",
    ]);
    expect((await refusal(await encodePicture(drawBallNormals(32, 32)))).slice(0, 2)).toEqual([
      "image_too_small",
      "normal_map",
    ]);
  });
});
