/** Values in the words of a language. `indent` is that of the line which the value begins on. */

export const inShell = (text: string): string =>
  /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;

export const inTypeScript = (value: unknown, indent: string): string =>
  write(value, indent, {
    word: (word) => String(word),
    name: (name) => (/^[A-Za-z_]\w*$/.test(name) ? name : JSON.stringify(name)),
    inline: ["{ ", " }"],
  });

export const inPython = (value: unknown, indent: string): string =>
  write(value, indent, {
    word: (word) => (word === null ? "None" : word ? "True" : "False"),
    name: (name) => JSON.stringify(name),
    inline: ["{", "}"],
  });

interface Dialect {
  word(value: boolean | null): string;
  name(name: string): string;
  inline: [string, string];
}

const WIDTH = 72;

/** An object stands on one line where it fits, else one entry a line. */
function write(value: unknown, indent: string, dialect: Dialect): string {
  if (value === null || typeof value === "boolean") return dialect.word(value);
  if (typeof value !== "object") return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((one) => write(one, indent, dialect)).join(", ")}]`;
  const deeper = `${indent}${dialect.inline[0] === "{" ? "    " : "  "}`;
  const entries = Object.entries(value).map(
    ([name, one]) => `${dialect.name(name)}: ${write(one, deeper, dialect)}`,
  );
  const line = dialect.inline.join(entries.join(", "));
  if (entries.length === 0) return "{}";
  if (line.length + indent.length <= WIDTH && !line.includes("\n")) return line;
  return `{\n${entries.map((entry) => `${deeper}${entry},\n`).join("")}${indent}}`;
}
