import { readFile } from "node:fs/promises";
import { apiJobs } from "@/lib/api/jobs";
import { overrideEnv } from "@/lib/core/env";
import type { Context } from "@/lib/db";
import { createGeneration } from "@/lib/generations";
import { GenerationSettings } from "@/lib/generations/schema";
import { runJobs } from "@/lib/jobs";
import { privacyJobs } from "@/lib/privacy/jobs";

export interface ToBeKilled {
  settings: Parameters<typeof overrideEnv>[0];
  connectionString: string;
  /** Who asks for a generation in this process, and with which picture. */
  ctx: Context;
  photo: string;
}

/** A process to be killed: it carries out requests, sweeps, and takes a picture. */
const { settings, connectionString, ctx, photo } = JSON.parse(process.argv[2]) as ToBeKilled;
overrideEnv(settings);
const image = await readFile(photo);
void createGeneration(ctx, { settings: GenerationSettings.parse({ engine: "relief" }), image });
await runJobs({
  handlers: { ...privacyJobs, ...apiJobs },
  concurrency: 4,
  connectionString,
  signal: new AbortController().signal,
});
