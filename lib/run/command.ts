/** An option of the operator's command line, as `node:util` parses it, with what `--help` says. */
export interface CommandOption {
  type: "string" | "boolean";
  /** Shown after the option's name, such as `ADDRESS`. */
  value?: string;
  help: string;
  required?: boolean;
}

export interface Outcome {
  /** What `--json` prints, snake_case. */
  json: object;
  /** What is printed otherwise. */
  text: string;
  /** False where the command ran and found something wrong: exit code 1. */
  ok?: boolean;
}

export type CommandValues = Record<string, string | boolean | undefined>;

export interface Command {
  summary: string;
  /** Names of arguments without an option, such as `ID`. */
  operands?: string[];
  options?: Record<string, CommandOption>;
  /** Runs without a database as well; it then finds out by itself. */
  standalone?: boolean;
  /** Asks for more of the embedded database than the portal itself may. */
  asOwner?: boolean;
  run(values: CommandValues, operands: string[]): Promise<Outcome>;
}

/** The command was not typed as `--help` says: exit code 64. */
export class UsageError extends Error {
  override name = "UsageError";
}
