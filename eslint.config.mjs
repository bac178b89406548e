import next from "eslint-config-next/core-web-vitals";
import nextTypescript from "eslint-config-next/typescript";

const config = [
  { ignores: [".next/**", "dist/**", ".data/**", "lib/db/generated/**", "public/**", "next-env.d.ts"] },
  ...next,
  ...nextTypescript,
  {
    rules: {
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_" }],
      "@typescript-eslint/no-explicit-any": "error",
      "no-console": "error",
      // Pictures come by signed addresses or from this browser: an optimizer would keep what must not be kept.
      "@next/next/no-img-element": "off",
    },
  },
  {
    // The browser's globals are known to the type checker everywhere; a forgotten variable must not become one.
    files: ["lib/**"],
    rules: {
      "no-restricted-globals": ["error", "length", "name", "status", "top", "parent", "event", "origin"],
    },
  },
  { files: ["lib/run/**", "tests/**", "lib/core/log.ts"], rules: { "no-console": "off" } },
];
export default config;
