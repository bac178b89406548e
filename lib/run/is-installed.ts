import { spawnSync } from "node:child_process";

/** Whether each of these programs is found on the machine. */
export const isInstalled = (...programs: string[]): boolean =>
  programs.every((program) => spawnSync("which", [program], { stdio: "ignore" }).status === 0);
