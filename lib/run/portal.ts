import { parseArgs, type ParseArgsConfig } from "node:util";
import { isAppError } from "@/lib/core/errors";
import { closeDb } from "@/lib/db";
import { checkSettings } from "./check-settings";
import { UsageError, type Command, type CommandValues } from "./command";
import { commands } from "./commands";
import { connectPortal, NoPortal } from "./connect-portal";
import { ExpectedFailure } from "./expected-failure";
import { describeAll, describeCommand } from "./portal-help";

const exitCodes = { done: 0, failed: 1, noPortal: 2, usage: 64 } as const;
const common = { json: { type: "boolean" }, help: { type: "boolean", short: "h" } } as const;

/** The operator's command line: `npm run portal -- users create --email ada@example.com`. Returns the exit code. */
async function portal(args: string[]): Promise<number> {
  const found = findCommand(args);
  const wantsHelp = args.includes("--help") || args.includes("-h");
  if (!found) {
    (wantsHelp ? process.stdout : process.stderr).write(describeAll(commands));
    return wantsHelp ? exitCodes.done : exitCodes.usage;
  }
  if (wantsHelp) {
    process.stdout.write(describeCommand(found.name, found.command));
    return exitCodes.done;
  }
  try {
    const { values, operands } = parse(found.command, args.slice(found.name.split(" ").length));
    checkSettings();
    if (!found.command.standalone) await connectPortal({ asOwner: found.command.asOwner });
    const { json, text, ok = true } = await found.command.run(values, operands);
    process.stdout.write((values.json ? JSON.stringify(json) : text) + "\n");
    return ok ? exitCodes.done : exitCodes.failed;
  } catch (error) {
    return report(error, found.name);
  } finally {
    await closeDb();
  }
}

function findCommand(args: string[]): { name: string; command: Command } | undefined {
  for (const name of [args.slice(0, 2).join(" "), args[0]])
    if (name !== undefined && Object.hasOwn(commands, name)) return { name, command: commands[name] };
  return undefined;
}

function parse(command: Command, args: string[]): { values: CommandValues; operands: string[] } {
  const wanted = command.options ?? {};
  const options = Object.fromEntries(Object.entries(wanted).map(([name, { type }]) => [name, { type }]));
  const { values, positionals } = parseOrRefuse({
    args,
    options: { ...options, ...common },
    allowPositionals: true,
  });
  const missing = Object.keys(wanted).filter((name) => wanted[name].required && !values[name]);
  if (missing.length > 0) throw new UsageError(`Missing: ${missing.map((name) => `--${name}`).join(", ")}.`);
  const expected = command.operands ?? [];
  if (positionals.length !== expected.length)
    throw new UsageError(
      expected.length > 0 ? `Expected: ${expected.join(" ")}.` : `Unexpected: ${positionals.join(" ")}.`,
    );
  return { values, operands: positionals };
}

function parseOrRefuse(config: ParseArgsConfig): { values: CommandValues; positionals: string[] } {
  try {
    const { values, positionals } = parseArgs(config);
    return { values: values as CommandValues, positionals };
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function report(error: unknown, name: string): number {
  const tell = (text: string) => process.stderr.write(`${text}\n`);
  if (error instanceof UsageError) {
    tell(`${error.message}\nSee: npm run portal -- ${name} --help`);
    return exitCodes.usage;
  }
  if (error instanceof NoPortal) {
    tell(error.message);
    return exitCodes.noPortal;
  }
  if (isAppError(error)) tell(`${error.message} (${error.code})`);
  else if (error instanceof ExpectedFailure) tell(error.message);
  else tell(error instanceof Error ? (error.stack ?? error.message) : String(error));
  return exitCodes.failed;
}

process.exitCode = await portal(process.argv.slice(2));
