import type { CodeSample } from "@/components/ui/code-tabs";
import type { GenerationRequest } from "@/lib/generations/schema";

/**
 * The same request for the API, in three languages. `files` are the pictures' names, in order; null for a prompt. A map that
 * goes with them has a field of its own.
 */
export function requestSamples(
  base: string,
  settings: GenerationRequest,
  files: string | string[] | null,
  map?: { field: "depth_map" | "normal_map"; file: string },
): CodeSample[] {
  const fields = Object.entries(settings).filter(([, value]) => value !== undefined) as Field[];
  const plain = (file: string, instead: string) => (/^[\w. -]+$/.test(file) ? file : instead);
  const pictures: Part[] = [
    ...[files ?? []].flat().map((file, n): Part => ["image", plain(file, `picture-${n + 1}.png`)]),
    ...(map ? [[map.field, plain(map.file, `${map.field}.png`)] as const] : []),
  ];
  return [
    { name: "curl", language: "bash", code: curl(base, fields, pictures) },
    { name: "Python", language: "python", code: python(base, fields, pictures) },
    { name: "TypeScript", language: "typescript", code: typescript(base, fields, pictures) },
  ];
}

type Field = [string, string | number | boolean | unknown[] | Record<string, unknown>];

/** A file in a form: its field and its name. */
type Part = readonly [field: string, file: string];

/** As a form carries it: lists by commas, objects as JSON. */
const flat = (value: Field[1]): string =>
  Array.isArray(value) ? value.join(",") : typeof value === "object" ? JSON.stringify(value) : String(value);
const quoted = (text: string): string => JSON.stringify(text);
const inShell = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

function curl(base: string, fields: Field[], pictures: Part[]): string {
  const parts = fields.map(([name, value]) => `-F ${inShell(`${name}=${flat(value)}`)}`);
  const lines = [
    `curl ${base}/api/v1/generations`,
    '-H "Authorization: Bearer $PRINTPAL_KEY"',
    ...pictures.map(([field, file]) => `-F ${inShell(`${field}=@${file}`)}`),
    ...parts,
  ];
  return lines.join(" \\\n  ");
}

function python(base: string, fields: Field[], pictures: Part[]): string {
  // Without a file, requests would send a form of a type that is not taken.
  const form = pictures.length > 0;
  const data = fields.map(
    ([name, value]) =>
      `        "${name}": ${inPython(form && typeof value === "object" ? flat(value) : value)},`,
  );
  return [
    "import os, time, requests",
    "",
    `api = "${base}/api/v1/generations"`,
    'auth = {"Authorization": f"Bearer {os.environ[\'PRINTPAL_KEY\']}"}',
    "",
    "job = requests.post(",
    "    api,",
    "    headers=auth,",
    ...(form
      ? [
          `    files=[${pictures.map(([field, file]) => `("${field}", open(${quoted(file)}, "rb"))`).join(", ")}],`,
        ]
      : []),
    form ? "    data={" : "    json={",
    ...data,
    "    },",
    ").json()",
    "",
    'while job["status"] in ("pending", "processing"):',
    "    time.sleep(2)",
    "    job = requests.get(f\"{api}/{job['id']}\", headers=auth).json()",
    "",
    'for file in job["files"]:',
    '    with open(f"model.{file[\'extension\']}", "wb") as out:',
    '        out.write(requests.get(file["url"]).content)',
  ].join("\n");
}

/** JSON but for the two words that Python writes with a capital. */
function inPython(value: unknown): string {
  if (typeof value === "boolean") return value ? "True" : "False";
  if (Array.isArray(value)) return `[${value.map(inPython).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  return `{${Object.entries(value)
    .map(([name, inner]) => `${quoted(name)}: ${inPython(inner)}`)
    .join(", ")}}`;
}

function typescript(base: string, fields: Field[], pictures: Part[]): string {
  const appends = fields.map(([name, value]) => `form.set("${name}", ${quoted(flat(value))});`);
  return [
    `import { ${pictures.length > 0 ? "readFile, writeFile" : "writeFile"} } from "node:fs/promises";`,
    "",
    `const api = "${base}/api/v1/generations";`,
    "const headers = { Authorization: `Bearer ${process.env.PRINTPAL_KEY}` };",
    "",
    "const form = new FormData();",
    ...pictures.map(
      ([field, file]) => `form.append("${field}", new Blob([await readFile(${quoted(file)})]));`,
    ),
    ...appends,
    "",
    'let job = await (await fetch(api, { method: "POST", headers, body: form })).json();',
    'while (["pending", "processing"].includes(job.status)) {',
    "  await new Promise((resolve) => setTimeout(resolve, 2000));",
    "  job = await (await fetch(`${api}/${job.id}`, { headers })).json();",
    "}",
    "for (const file of job.files) {",
    "  const model = await fetch(file.url);",
    "  await writeFile(`model.${file.extension}`, Buffer.from(await model.arrayBuffer()));",
    "}",
  ].join("\n");
}
