import { describe, expect, it } from "vitest";
import { buildRequest, type TryValues } from "@/components/reference/build-request";
import { readAnswer } from "@/components/reference/read-answer";
import { toTryCall } from "@/components/reference/try-call";
import { reference } from "@/lib/api/reference";

const callOf = (id: string) =>
  toTryCall(
    reference()
      .flatMap((resource) => resource.operations)
      .find((operation) => operation.id === id)!,
  );
const ask = (id: string, values: TryValues, options: { key?: string; body?: number } = {}) => {
  const { url, init } = buildRequest(callOf(id), values, options);
  return new Request(`http://localhost${url}`, init);
};

describe("a request from the reference", () => {
  it("puts each field in its place, leaves out what is empty, and never sends cookies", async () => {
    const request = ask(
      "webhooks.list_deliveries",
      { "path.id": "whe_a/b", "query.limit": " 5 ", "query.after": "" },
      { key: " pp_test_x " },
    );
    expect(request.url).toBe("http://localhost/api/v1/webhooks/whe_a%2Fb/deliveries?limit=5");
    expect(request.headers.get("authorization")).toBe("Bearer pp_test_x");
    expect([request.method, request.credentials]).toEqual(["GET", "omit"]);
  });

  it("says which part of the address is missing", () => {
    expect(() => ask("generations.get", {})).toThrow("Fill in id: it is part of the address.");
  });

  it("sends files and texts as a form", async () => {
    const image = [new File(["a"], "a.png"), new File(["bc"], "b.png")];
    const request = ask("generations.create", {
      "body.image": image,
      "body.quality": "high",
      "body.seed": "",
      "header.Prefer": "wait=5",
    });
    const form = await request.formData();
    expect(form.getAll("image").map((file) => (file as File).size)).toEqual([1, 2]);
    expect([form.get("quality"), form.has("seed")]).toEqual(["high", false]);
    expect(request.headers.get("prefer")).toBe("wait=5");
  });

  it("sends JSON as it is written, the example where nothing was, and refuses what is none", async () => {
    const body = callOf("generations.create").bodies.findIndex(({ type }) => type === "application/json");
    const example = ask("generations.create", {}, { body });
    expect(example.headers.get("content-type")).toBe("application/json");
    expect(await example.json()).toMatchObject({ prompt: "a tall twisted vase" });
    const own = ask("generations.create", { "body.json": '{ "prompt": "a cup" }' }, { body });
    expect(await own.text()).toBe('{"prompt":"a cup"}');
    expect(() => ask("generations.create", { "body.json": "{" }, { body })).toThrow(
      "The body is not valid JSON",
    );
  });

  it("sends a lone file as the whole body, under its own type", async () => {
    const { id, bodies } = reference()
      .flatMap((resource) => resource.operations)
      .find((operation) => operation.method === "PUT" && operation.access === "signed")!;
    const place = bodies.findIndex(({ type }) => type === "image/png");
    const request = ask(
      id,
      { "path.id": "upl_1", "body.file": [new File(["abc"], "a.png")] },
      { body: place },
    );
    expect([request.headers.get("content-type"), await request.text()]).toEqual(["image/png", "abc"]);
  });

  it("warns before what deletes, spends or replaces a secret, and before nothing else", () => {
    const warned = reference().flatMap((resource) => resource.operations.filter(({ warning }) => warning));
    const ids = warned.map(({ id }) => id);
    expect(ids).toEqual(
      expect.arrayContaining(["generations.create", "generations.delete", "keys.revoke", "keys.rotate"]),
    );
    expect(ids).not.toContain("generations.quote");
    expect(warned.filter(({ method }) => method === "GET")).toEqual([]);
  });
});

describe("an answer", () => {
  const read = (body: BodyInit | null, headers: Record<string, string>, status = 200) => {
    const heard: string[] = [];
    const response = new Response(body, { status, headers });
    return readAnswer(response, performance.now(), (text) => heard.push(text)).then((answer) => ({
      answer,
      heard,
    }));
  };

  it("is shown as JSON, problems too", async () => {
    const { answer } = await read('{"code":"gone"}', { "Content-Type": "application/problem+json" }, 410);
    expect(answer).toMatchObject({ status: 410, text: '{\n  "code": "gone"\n}', sizeBytes: 15 });
    expect(answer.headers).toContainEqual(["content-type", "application/problem+json"]);
  });

  it("is offered as a file under its own name where it is one", async () => {
    const { answer } = await read(new Uint8Array(4), {
      "Content-Type": "model/stl",
      "Content-Disposition": 'attachment; filename="vase.stl"',
    });
    expect(answer.file).toMatchObject({ name: "vase.stl", url: expect.stringMatching(/^blob:/) as string });
    expect(answer.text).toBeUndefined();
  });

  it("is told as it comes where it is a stream", async () => {
    const { answer, heard } = await read("data: 1\n\n", { "Content-Type": "text/event-stream" });
    expect([answer.text, heard]).toEqual(["data: 1\n\n", ["data: 1\n\n"]]);
  });
});
