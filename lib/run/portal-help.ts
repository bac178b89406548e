import type { Command } from "./command";

const usage = (name: string, { operands = [], options = {} }: Command): string => {
  const shown = Object.entries(options).map(([option, { value, required }]) => {
    const text = value ? `--${option} ${value}` : `--${option}`;
    return required ? text : `[${text}]`;
  });
  return [name, ...operands, ...shown].join(" ");
};

/** The list of all commands, for `--help` alone and for what is not a command. */
export function describeAll(commands: Record<string, Command>): string {
  const lines = Object.entries(commands).map(
    ([name, command]) => `  ${usage(name, command)}\n      ${command.summary}`,
  );
  return `Usage: npm run portal -- COMMAND [--json] [--help]

Works beside a running portal of the same DATA_DIR, or on DATABASE_URL.

${lines.join("\n")}

Exit codes: 0 done; 1 refused, failed or found something wrong; 2 no portal runs or its database does not answer;
64 not typed as described here.
`;
}

export function describeCommand(name: string, command: Command): string {
  const options: [string, { value?: string; help: string }][] = [
    ...Object.entries(command.options ?? {}),
    ["json", { help: "print JSON instead of text" }],
    ["help", { help: "print this" }],
  ];
  const label = ([option, { value }]: (typeof options)[number]) => `--${option}${value ? ` ${value}` : ""}`;
  const width = Math.max(...options.map((option) => label(option).length));
  const lines = options.map((option) => `  ${label(option).padEnd(width)}  ${option[1].help}`);
  return `Usage: npm run portal -- ${usage(name, command)}\n\n${command.summary}\n\n${lines.join("\n")}\n`;
}
