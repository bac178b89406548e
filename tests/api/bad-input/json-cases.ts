import { gzipSync } from "node:zlib";
import { expect } from "vitest";
import { clock } from "@/lib/core/clock";
import type { ErrorCode } from "@/lib/core/errors";
import type { ApiAnswer } from "../../support/call-api";
import { makeKey } from "../../support/call-api";
import { statementsOf } from "../../support/statements-of";
import { GENERATIONS, postJson, postText, type ApiCase, type InProcess } from "./in-process";

type Answer = ApiCase["answer"];
const invalid = (param?: string): Answer => [400, "invalid_request", param];
const notJson: Answer = [400, "invalid_json"];

/** A submission by its JSON text. */
const text = (
  row: number,
  name: string,
  body: BodyInit,
  answer: Answer,
  headers?: Record<string, string>,
): ApiCase => ({ row, name, answer, send: (place) => postText(place, body, headers) });

/** A prompt for a cube with one more field. */
const field = (row: number, json: object, param: string, code: ErrorCode = "invalid_request"): ApiCase => ({
  row,
  name: JSON.stringify(json).slice(0, 60),
  answer: [400, code, param],
  send: (place) => postJson(place, { prompt: "a cube", ...json }),
});

/** A submission of the published clients. */
const wire = (
  row: number,
  fields: Record<string, string>,
  param: string,
  code: ErrorCode = "invalid_request",
): ApiCase => ({
  row,
  name: `/api/generate with ${new URLSearchParams(fields)}`,
  answer: [400, code, param],
  send: (place) =>
    place.call("POST", "/api/generate", { body: new URLSearchParams({ prompt: "a cube", ...fields }) }),
});

const get = (row: number, address: string, answer: Answer, headers?: Record<string, string>): ApiCase => ({
  row,
  name: `${address} ${headers ? JSON.stringify(headers) : ""}`.slice(0, 100),
  answer,
  send: (place) => place.call("GET", address, { headers }),
});

const unpolluted = () => expect("admin" in {}).toBe(false);
const nested = (depth: number) => '{"a":'.repeat(depth) + "1" + "}".repeat(depth);

/** Somebody else's generation, named in a call of ours: refused like one that never was. */
const foreign = (method: string, rest: string, json?: object): ApiCase => ({
  row: 39,
  name: `${method} of another organization's generation${rest}`,
  answer: [404, "not_found"],
  prepare: async (place) => place.make("a cone", await makeKey(place.other.ctx)),
  send: (place, id) => place.call(method, `${GENERATIONS}/${id}${rest}`, { json }),
  async also(answer, place, id) {
    const never = await place.call(method, `${GENERATIONS}/gen_${"0".repeat(22)}${rest}`, { json });
    const bare = ({ body }: ApiAnswer, own: string) =>
      JSON.stringify({ ...(body as object), request_id: "", instance: "" }).replaceAll(own, "…");
    expect(bare(answer, id)).toBe(bare(never, `gen_${"0".repeat(22)}`));
    // What is asked of the database is what takes the time.
    const ask = (of: string) =>
      statementsOf(() => place.call(method, `${GENERATIONS}/${of}${rest}`, { json }));
    const { now } = clock;
    const at = now();
    // What is remembered for a while is remembered for both.
    clock.now = () => at;
    const asked = [await ask(id), await ask(`gen_${"0".repeat(22)}`)];
    clock.now = now;
    expect(asked[0].length).toBeGreaterThan(0);
    expect(asked[0]).toEqual(asked[1]);
  },
});

/** What is taken as text and given back as that text. */
const inert = (row: number, metadata: string, kept = metadata): ApiCase => ({
  row,
  name: `${JSON.stringify(metadata)} in metadata, as mere text`,
  answer: [202],
  send: (place) => postJson(place, { prompt: "a cube", metadata: { note: metadata } }),
  also({ body, headers }) {
    expect(body).toMatchObject({ metadata: { note: kept } });
    expect(headers.get("content-type")).toBe("application/json");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
  },
});

/** Rows 21 to 42. Row 39 asks for equal timing as well, which no test here measures. */
export const jsonCases: ApiCase[] = [
  {
    ...text(21, "broken JSON, with the place", '{"prompt":"a cube",}', notJson),
    also: ({ body }) => expect(body.detail).toMatch(/character 19/),
  },
  text(22, "an empty body", "", notJson),
  text(22, "blanks", " \n", notJson),
  text(22, "a list", "[]", invalid()),
  text(22, "a number", "7", invalid()),
  text(22, "null", "null", invalid()),
  text(23, "10,000 levels", nested(10_000), notJson),
  text(23, "10,000 levels in a field", `{"metadata":${nested(10_000)}}`, notJson),
  text(24, "2 MB", JSON.stringify({ prompt: "a".repeat(2 * 1024 * 1024) }), [413, "payload_too_large"]),
  text(25, "a name twice", '{"prompt":"a cube","prompt":"a cone"}', notJson),
  text(
    25,
    "a name twice inside, spelt differently",
    '{"prompt":"a cube","metadata":{"a":"1","\\u0061":"2"}}',
    notJson,
  ),
  { ...text(26, "__proto__", '{"prompt":"a cube","__proto__":{"admin":true}}', notJson), also: unpolluted },
  { ...text(26, "__proto__ inside", '{"metadata":{"__proto__":"x"}}', notJson), also: unpolluted },
  { ...get(26, `${GENERATIONS}?__proto__=1`, invalid()), also: unpolluted },
  field(26, { constructor: { prototype: { admin: true } } }, "constructor"),
  field(27, { credits_used: 0 }, "credits_used"),
  field(27, { org_id: "org_1" }, "org_id"),
  field(27, { print: { base: "disc", free: true } }, "free"),
  get(27, `${GENERATIONS}?user_id=1`, invalid("user_id")),
  field(28, { size_mm: "80" }, "size_mm"),
  field(28, { seed: "20" }, "seed"),
  text(29, "NaN", '{"prompt":"a cube","size_mm":NaN}', notJson),
  text(29, "1e309", '{"prompt":"a cube","size_mm":1e309}', invalid("size_mm")),
  text(29, "2^53 + 1", '{"prompt":"a cube","max_credits":9007199254740993}', invalid("max_credits")),
  wire(29, { guidance_scale: "NaN" }, "guidance_scale"),
  wire(29, { guidance_scale: "1e309" }, "guidance_scale"),
  wire(30, { num_inference_steps: "0" }, "num_inference_steps"),
  wire(30, { num_inference_steps: "51" }, "num_inference_steps"),
  wire(30, { guidance_scale: "0.4" }, "guidance_scale"),
  wire(30, { guidance_scale: "10.1" }, "guidance_scale"),
  wire(30, { octree_resolution: "300" }, "octree_resolution"),
  wire(31, { format: "fbx", quality: "high" }, "format", "unsupported_format"),
  field(31, { format: "fbx" }, "format", "unsupported_format"),
  field(31, { quality: "super" }, "quality"),
  {
    row: 31,
    name: "STL in colour",
    answer: [400, "unsupported_format", "format"],
    send: (place) => postPicture(place, { quality: "super_texture", format: "stl" }),
  },
  {
    row: 31,
    name: "FBX in high",
    answer: [400, "unsupported_format", "format"],
    send: (place) => postPicture(place, { quality: "high", format: "fbx" }),
  },
  field(32, { prompt: "  " }, "prompt"),
  field(32, { prompt: "a".repeat(1001) }, "prompt"),
  wire(32, { prompt: " " }, "prompt"),
  wire(32, { prompt: "a".repeat(1001) }, "prompt"),
  text(33, "half of a surrogate pair", '{"prompt":"a cube \\ud800"}', invalid("prompt")),
  text(33, "a NUL", '{"prompt":"a\\u0000cube"}', invalid("prompt")),
  text(33, "a NUL in a name", '{"prompt":"a cube","metadata":{"a\\u0000":"b"}}', invalid()),
  wire(33, { prompt: "a\0cube" }, "prompt"),
  get(33, `${GENERATIONS}?text=%00`, invalid("text")),
  inert(33, "left\u202Eright\u2066", "leftright"),
  // A cell of a CSV is quoted by who writes one: see the usage room's own tests.
  field(34, { prompt: "<script>alert(1)</script>" }, "prompt", "prompt_not_understood"),
  inert(34, "<script>alert(1)</script>"),
  inert(34, "=cmd|' /C calc'!A0"),
  inert(34, "'; DROP TABLE generations; --"),
  get(34, `${GENERATIONS}?after=${encodeURIComponent("' OR 1=1 --")}`, invalid("after")),
  {
    row: 35,
    name: "a picture and an address of one",
    answer: invalid("image_url"),
    send: (place) =>
      postJson(place, {
        image: Buffer.from(place.photo).toString("base64"),
        image_url: "https://shop.example/a.png",
      }),
  },
  ...["0", "-1", "101", "1e9", "1e3", "a", "", "5&limit=6", "9".repeat(400)].map((limit) =>
    get(36, `${GENERATIONS}?limit=${limit}`, invalid("limit")),
  ),
  get(36, "/api/v1/credits/ledger?limit=-1", invalid("limit")),
  get(36, "/api/v1/usage/requests?limit=1000000", invalid("limit")),
  get(37, `${GENERATIONS}?after=gen_${"0".repeat(22)}&before=gen_${"0".repeat(22)}`, invalid("before")),
  ...["gen_0000000000000000000000", "x", "eyJpZCI6MX0="].flatMap((cursor) => [
    get(37, `${GENERATIONS}?after=${cursor}`, invalid("after")),
    get(37, `${GENERATIONS}?before=${cursor}`, invalid("before")),
    get(37, `/api/v1/credits/ledger?after=${cursor}`, invalid("after")),
    get(37, `/api/v1/usage/requests?after=${cursor}`, invalid("after")),
    get(37, `/api/v1/conversions?after=${cursor}`, invalid("after")),
  ]),
  get(
    38,
    `${GENERATIONS}?created_after=2026-02-01T00:00:00Z&created_before=2026-01-01T00:00:00Z`,
    invalid("created_after"),
  ),
  get(38, `${GENERATIONS}?created_after=2026-02-30T00:00:00Z`, invalid("created_after")),
  get(38, `${GENERATIONS}?created_after=yesterday`, invalid("created_after")),
  foreign("GET", ""),
  foreign("DELETE", ""),
  foreign("POST", "/cancel"),
  foreign("GET", "/report"),
  foreign("GET", "/events"),
  foreign("GET", "/files/stl"),
  foreign("POST", "/feedback", { rating: "good" }),
  ...["application/xml", "text/html;q=0.9, image/png", "application/json;q=0"].map((Accept) =>
    get(40, "/api/v1/credits", [406, "not_acceptable"], { Accept }),
  ),
  text(41, "JSON as text/plain", '{"prompt":"a cube"}', [415, "unsupported_media_type"], {
    "Content-Type": "text/plain",
  }),
  text(41, "JSON in UTF-16", '{"prompt":"a cube"}', [415, "unsupported_media_type"], {
    "Content-Type": "application/json; charset=utf-16",
  }),
  text(
    42,
    "a bomb in gzip",
    new Uint8Array(gzipSync(Buffer.alloc(20_000_000))),
    [415, "unsupported_media_type"],
    { "Content-Encoding": "gzip" },
  ),
];

function postPicture(place: InProcess, fields: Record<string, string>) {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.set(name, value);
  body.set("image", new Blob([place.photo as Uint8Array<ArrayBuffer>]), "vase.jpg");
  return place.call("POST", GENERATIONS, { body });
}
