import path from "node:path";
import type { Env } from "@/lib/core/env";
import { readFirstRun } from "./first-run-file";
import { whyNoStandIn } from "./stand-in-settings";

/** Where the portal is, and on a demo installation how to sign in and make a first model. */
export function printBanner(settings: Env, standInUrl: string | undefined): void {
  const first = readFirstRun(settings.dataDir);
  const lines = ["", `PrintPal runs at ${settings.publicUrl}`, ""];
  if (first && settings.demo)
    lines.push(
      `  Sign in with  ${first.email}`,
      `  Password      ${first.password}`,
      `  API key       ${first.api_key}`,
      `  (kept in ${path.relative(process.cwd(), path.join(settings.dataDir, "first-run.json"))})`,
      "",
      "Make a model from a picture; it is written to model.stl:",
      "",
      `  ${firstModelCommand(settings.publicUrl, first.api_key)}`,
      "",
    );
  const closed = settings.stripeSecretKey ? undefined : whyNoStandIn(settings);
  if (standInUrl)
    lines.push(`Payments are played by a stand-in for Stripe, without money: ${standInUrl}`, "");
  else if (closed) lines.push(closed, "");
  lines.push("Ctrl-C stops it.", "");
  process.stdout.write(lines.join("\n"));
}

/** One line to paste: submits a picture of this repository, waits, and fetches the model by its signed address. */
const firstModelCommand = (url: string, key: string) =>
  `curl -sS -H "Authorization: Bearer ${key}" -H "Prefer: wait=60" -F image=@public/samples/vase.png -F format=stl ${url}/api/v1/generations | grep -o 'http[^"]*/stl?[^"]*' | xargs curl -sSf -o model.stl`;
