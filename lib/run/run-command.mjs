import { spawn } from "node:child_process";
import path from "node:path";

/** The repository's top folder. */
export const root = path.resolve(import.meta.dirname, "../..");

/** A failure whose message is all that its reader needs: no stack. */
export class CommandFailed extends Error {
  expected = true;
}

/**
 * Runs a command in the repository to its end. `quiet` keeps its output and shows it only if it fails.
 * @returns {Promise<string>} what it printed, when quiet
 */
export function run(command, args, { quiet = false, env = process.env, cwd = root } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env, stdio: quiet ? ["ignore", "pipe", "pipe"] : "inherit" });
    let output = "";
    child.stdout?.on("data", (chunk) => (output += chunk));
    child.stderr?.on("data", (chunk) => (output += chunk));
    child.on("error", reject);
    child.on("close", (code, signal) => {
      if (code === 0) return resolve(output);
      const text = `${path.basename(command)} ${args.join(" ")} ended with ${signal ?? `code ${code}`}`;
      reject(new CommandFailed(quiet ? `${output.trim()}\n${text}` : text));
    });
  });
}

/** Runs a Node program of the repository, such as `node_modules/next/dist/bin/next`. */
export const runNode = (file, args, options) =>
  run(process.execPath, [path.join(root, file), ...args], options);

/** npm itself: the copy that runs this script, or the one on the path. */
export function runNpm(args, options) {
  const cli = process.env.npm_execpath;
  if (cli?.endsWith(".js")) return run(process.execPath, [cli, ...args], options);
  return run(process.platform === "win32" ? "npm.cmd" : "npm", args, options);
}
