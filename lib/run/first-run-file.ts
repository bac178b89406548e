import path from "node:path";
import { readJson } from "./secrets";

/** How to sign in to the demo organization: `DATA_DIR/first-run.json`, mode 0600. */
export interface FirstRun {
  url: string;
  email: string;
  password: string;
  api_key: string;
}

export const firstRunFile = (dataDir: string): string => path.join(dataDir, "first-run.json");

export const readFirstRun = (dataDir: string): FirstRun | undefined =>
  readJson<FirstRun>(firstRunFile(dataDir));
