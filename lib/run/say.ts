/** One line of the launcher's own output, with the child it is about. */
export function say(name: string, line: string): void {
  process.stdout.write(`${name.padEnd(8)} | ${line}\n`);
}
