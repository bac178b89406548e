import type { MetadataRoute } from "next";

/** For those who keep the portal on their home screen. */
export default function manifest(): MetadataRoute.Manifest {
  return {
    name: "PrintPal",
    short_name: "PrintPal",
    description: "Pictures to printable 3D models.",
    start_url: "/overview",
    display: "standalone",
    background_color: "#fcfbfa",
    theme_color: "#d24a12",
    icons: [
      { src: "/icons/icon-192.png", sizes: "192x192", type: "image/png" },
      { src: "/icons/icon-512.png", sizes: "512x512", type: "image/png" },
      { src: "/icons/maskable-512.png", sizes: "512x512", type: "image/png", purpose: "maskable" },
    ],
  };
}
