import { inPython, inShell, inTypeScript } from "./write-literal";
import type { ReferenceOperation } from "./build-reference";

export interface ReferenceSample {
  name: "curl" | "TypeScript" | "Python";
  language: "bash" | "typescript" | "python";
  code: string;
}

/** One call in three languages, with the example body and, where only a form is taken, a file. `base` has no slash behind. */
export function writeSamples(operation: ReferenceOperation, base: string): ReferenceSample[] {
  const call = toCall(operation, base);
  return [
    { name: "curl", language: "bash", code: curl(call) },
    { name: "TypeScript", language: "typescript", code: typescript(call) },
    { name: "Python", language: "python", code: python(call) },
  ];
}

interface Call {
  method: string;
  url: string;
  needsKey: boolean;
  json?: unknown;
  form?: [name: string, value: string][];
  file?: { field: string; name: string };
  /** What the body is, where it is a file and nothing else. */
  raw?: string;
  answer: "json" | "bytes" | "events" | "none";
}

function toCall(
  { method, path, access, parameters, bodies, answers }: ReferenceOperation,
  base: string,
): Call {
  const value = (name: string): string =>
    encodeURIComponent(String(parameters.path.find((field) => field.name === name)?.example ?? name));
  const query = parameters.query
    .filter(({ required }) => required)
    .map(({ name }) => `${name}=${name.toUpperCase()}`);
  const good = answers.find(({ status }) => status.startsWith("2"));
  const call: Call = {
    method,
    url:
      base +
      path.replace(/\{(\w+)\}/g, (_, name: string) => value(name)) +
      (query.length ? "?" : "") +
      query.join("&"),
    needsKey: access !== "public" && access !== "signed",
    answer: answerOf(good?.type),
  };
  const json = bodies.find(({ type }) => type === "application/json");
  if (json) return { ...call, json: json.example };
  const [body] = bodies;
  if (!body) return call;
  if (body.type !== "multipart/form-data") return { ...call, raw: body.type };
  const field = body.fields.find(({ kind }) => kind === "file")?.name;
  return {
    ...call,
    form: Object.entries((body.example ?? {}) as object).map(([name, value]) => [name, flat(value)]),
    file: field ? { field, name: field === "mesh" ? "part.stl" : "robot.png" } : undefined,
  };
}

function answerOf(type: string | undefined): Call["answer"] {
  if (!type) return "none";
  if (type === "application/json") return "json";
  return type === "text/event-stream" ? "events" : "bytes";
}

const flat = (value: unknown): string =>
  Array.isArray(value) ? value.join(",") : typeof value === "object" ? JSON.stringify(value) : String(value);

/** On one line where that is short. */
function jsonText(value: unknown): string {
  const line = JSON.stringify(value);
  return line.length <= 48 ? line : JSON.stringify(value, null, 2).replaceAll("\n", "\n  ");
}

function curl({ method, url, needsKey, json, form, file, raw, answer }: Call): string {
  const quick = method === "GET" || (method === "POST" && (json ?? form ?? raw) !== undefined);
  return [
    `curl ${answer === "events" ? "-N " : ""}${quick ? "" : `-X ${method} `}${inShell(url)}`,
    needsKey && '-H "Authorization: Bearer $PRINTPAL_KEY"',
    json !== undefined && '-H "Content-Type: application/json"',
    json !== undefined && `-d ${inShell(jsonText(json))}`,
    raw && `-H "Content-Type: ${raw}"`,
    raw && "--data-binary @robot.png",
    file && `-F ${file.field}=@${file.name}`,
    ...(form ?? []).map(([name, value]) => `-F ${inShell(`${name}=${value}`)}`),
    answer === "bytes" && "-o model.bin",
  ]
    .filter(Boolean)
    .join(" \\\n  ");
}

function typescript({ method, url, needsKey, json, form, file, raw, answer }: Call): string {
  const headers = [
    needsKey && "Authorization: `Bearer ${process.env.PRINTPAL_KEY}`",
    (json !== undefined || raw) && `"Content-Type": "${raw ?? "application/json"}"`,
  ].filter(Boolean);
  const options = [
    method !== "GET" && `  method: "${method}",`,
    headers.length > 0 && `  headers: { ${headers.join(", ")} },`,
    json !== undefined && `  body: JSON.stringify(${inTypeScript(json, "  ")}),`,
    form && "  body: form,",
    raw && '  body: await readFile("robot.png"),',
  ].filter(Boolean);
  const usesFiles = [(file ?? raw) && "readFile", answer === "bytes" && "writeFile"].filter(Boolean);
  return [
    usesFiles.length > 0 && `import { ${usesFiles.join(", ")} } from "node:fs/promises";\n`,
    form && "const form = new FormData();",
    file && `form.set("${file.field}", new Blob([await readFile("${file.name}")]), "${file.name}");`,
    ...(form ?? []).map(([name, value]) => `form.set("${name}", ${JSON.stringify(value)});`),
    options.length > 0
      ? `const response = await fetch("${url}", {\n${options.join("\n")}\n});`
      : `const response = await fetch("${url}");`,
    "if (!response.ok) throw new Error(await response.text());",
    answer === "json" && "console.log(await response.json());",
    answer === "events" &&
      "for await (const text of response.body!.pipeThrough(new TextDecoderStream())) console.log(text);",
    answer === "bytes" && 'await writeFile("model.bin", Buffer.from(await response.arrayBuffer()));',
  ]
    .filter(Boolean)
    .join("\n");
}

function python({ method, url, needsKey, json, form, file, raw, answer }: Call): string {
  const headers = [
    needsKey && `"Authorization": f"Bearer {os.environ['PRINTPAL_KEY']}"`,
    raw && `"Content-Type": "${raw}"`,
  ].filter(Boolean);
  return [
    needsKey ? "import os, requests\n" : "import requests\n",
    `response = requests.${method.toLowerCase()}(`,
    `    "${url}",`,
    headers.length > 0 && `    headers={${headers.join(", ")}},`,
    json !== undefined && `    json=${inPython(json, "    ")},`,
    file && `    files={"${file.field}": open("${file.name}", "rb")},`,
    form && `    data=${inPython(Object.fromEntries(form), "    ")},`,
    raw && '    data=open("robot.png", "rb"),',
    answer === "events" && "    stream=True,",
    ")",
    "response.raise_for_status()",
    answer === "json" && "print(response.json())",
    answer === "events" && "for line in response.iter_lines():\n    print(line.decode())",
    answer === "bytes" && 'with open("model.bin", "wb") as out:\n    out.write(response.content)',
  ]
    .filter(Boolean)
    .join("\n");
}
