import type { RootState } from "@react-three/fiber";

/** Draws one frame and saves it as a PNG; the frame must be read at once, before the browser clears it. */
export function saveScreenshot({ gl, scene, camera }: RootState, name: string): void {
  gl.render(scene, camera);
  gl.domElement.toBlob((blob) => {
    if (!blob) return;
    const url = URL.createObjectURL(blob);
    const link = document.createElement("a");
    link.href = url;
    link.download = `${name.replace(/[^\w-]+/g, "-").slice(0, 60)}.png`;
    link.click();
    URL.revokeObjectURL(url);
  }, "image/png");
}
