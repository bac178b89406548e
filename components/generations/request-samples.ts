import type { CodeSample } from "@/components/ui/code-tabs";
import type { GenerationRequest } from "@/lib/generations/schema";

/** The same request for the API, in three languages. `file` is the picture's name, null for a prompt. */
export function requestSamples(base: string, settings: GenerationRequest, file: string | null): CodeSample[] {
  const fields = Object.entries(settings).filter(([, value]) => value !== undefined) as [
    string,
    string | number | string[],
  ][];
  const picture = file && (/^[\w. -]+$/.test(file) ? file : "picture.png");
  return [
    { name: "curl", language: "bash", code: curl(base, fields, picture) },
    { name: "Python", language: "python", code: python(base, fields, picture) },
    { name: "TypeScript", language: "typescript", code: typescript(base, fields, picture) },
  ];
}

type Field = [string, string | number | string[]];
const flat = (value: Field[1]): string => (Array.isArray(value) ? value.join(",") : String(value));
const quoted = (text: string): string => JSON.stringify(text);
const inShell = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

function curl(base: string, fields: Field[], picture: string | null): string {
  const parts = fields.map(([name, value]) => `-F ${inShell(`${name}=${flat(value)}`)}`);
  const lines = [
    `curl ${base}/api/v1/generations`,
    '-H "Authorization: Bearer $PRINTPAL_KEY"',
    ...(picture ? [`-F ${inShell(`image=@${picture}`)}`] : []),
    ...parts,
  ];
  return lines.join(" \\\n  ");
}

function python(base: string, fields: Field[], picture: string | null): string {
  // Without a file, requests would send a form of a type that is not taken.
  const data = fields.map(
    ([name, value]) =>
      `        "${name}": ${JSON.stringify(picture && Array.isArray(value) ? flat(value) : value)},`,
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
    picture ? `    files={"image": open(${quoted(picture)}, "rb")},` : null,
    picture ? "    data={" : "    json={",
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
  ]
    .filter((line) => line !== null)
    .join("\n");
}

function typescript(base: string, fields: Field[], picture: string | null): string {
  const appends = fields.map(([name, value]) => `form.set("${name}", ${quoted(flat(value))});`);
  return [
    `import { ${picture ? "readFile, writeFile" : "writeFile"} } from "node:fs/promises";`,
    "",
    `const api = "${base}/api/v1/generations";`,
    "const headers = { Authorization: `Bearer ${process.env.PRINTPAL_KEY}` };",
    "",
    "const form = new FormData();",
    picture ? `form.set("image", new Blob([await readFile(${quoted(picture)})]));` : null,
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
  ]
    .filter((line) => line !== null)
    .join("\n");
}
