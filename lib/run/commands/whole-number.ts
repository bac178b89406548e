import { UsageError, type CommandValues } from "../command";

/** An option that must be a whole number above zero; undefined where it was not given. */
export function wholeNumber(values: CommandValues, name: string): number | undefined {
  const text = values[name];
  if (text === undefined) return undefined;
  if (typeof text !== "string" || !/^[1-9]\d{0,8}$/.test(text))
    throw new UsageError(`--${name}: expected a whole number above zero.`);
  return Number(text);
}
