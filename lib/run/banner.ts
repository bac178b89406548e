import path from "node:path";
import type { Env } from "@/lib/core/env";
import { readFirstRun } from "./first-run-file";

/** Where the portal is, and on a demo installation how to sign in and make a first model. */
export function printBanner(settings: Env): void {
  const first = readFirstRun(settings.dataDir);
  const lines = ["", `PrintPal runs at ${settings.publicUrl}`, ""];
  if (first && settings.demo)
    lines.push(
      `  Sign in with  ${first.email}`,
      `  Password      ${first.password}`,
      `  API key       ${first.api_key}`,
      `  (kept in ${path.relative(process.cwd(), path.join(settings.dataDir, "first-run.json"))})`,
      "",
      "Make a model from a picture, then fetch it:",
      "",
      `  ${createCommand(settings.publicUrl, first.api_key)}`,
      `  ${downloadCommand(settings.publicUrl, first.api_key)}`,
      "",
    );
  lines.push("Ctrl-C stops it.", "");
  process.stdout.write(lines.join("\n"));
}

const createCommand = (url: string, key: string) =>
  `curl -s -H "Authorization: Bearer ${key}" -H "Prefer: wait=60" -F image=@public/samples/vase.png -F format=stl ${url}/api/v1/generations`;

/** The newest generation's model: pasted after the first command it needs no identifier typed in. */
const downloadCommand = (url: string, key: string) =>
  `curl -sfL -H "Authorization: Bearer ${key}" -o model.stl ${url}/api/v1/generations/$(curl -s -H "Authorization: Bearer ${key}" "${url}/api/v1/generations?limit=1" | grep -o 'gen_[0-9A-Za-z]*' | head -n 1)/files/stl`;
