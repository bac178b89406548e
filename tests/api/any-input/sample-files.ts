import { writeStl } from "@/lib/geometry/formats/write-stl";
import { encodePicture, makeScene } from "@/tests/support/make-pictures";
import { makeTetrahedron } from "@/tests/support/make-solids";

const picture = await encodePicture(makeScene("sphere", "white", 80).raster);
const mesh = writeStl(makeTetrahedron());

/** A picture and a mesh that are taken. */
export const goodFiles: Uint8Array[] = [picture, mesh];

const text = (value: string): Uint8Array => Buffer.from(value, "latin1");

/** Files that are not, each for a reason of its own, and the picture. */
export const samples: Uint8Array[] = [
  picture,
  new Uint8Array(0),
  text("not a picture at all"),
  picture.subarray(0, 90),
  text('<svg xmlns="http://www.w3.org/2000/svg"/>'),
  text("%PDF-1.7 "),
  text("RIFF\x04\0\0\0WEBPVP8X"),
  text("\xff\xd8\xff\xe0\0\x10JFIF"),
  mesh.subarray(0, 120),
  text("solid a\nfacet normal 0 0 1\n"),
  text("ply\nformat ascii 1.0\nelement vertex 4000000000\n"),
  text("glTF\x02\0\0\0\xff\xff\xff\xff"),
  text("PK\x03\x04"),
];
