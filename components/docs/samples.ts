/** A completed generation, shortened. */
export const answerSample = (base: string): string => `{
  "id": "gen_4kQ1mW8sZb2Xr7tY9uVc3d",
  "status": "completed",
  "progress": 100,
  "credits_used": 4,
  "files": [
    {
      "format": "stl",
      "url": "${base}/api/v1/downloads/gen_4kQ1…/stl?expires=…&signature=…",
      "expires_in": 3600,
      "size_bytes": 1843284
    }
  ],
  "report": {
    "watertight": true,
    "manifold": true,
    "size_mm": { "x": 41.2, "y": 38.6, "z": 80 },
    "print_minutes": 96,
    "filament_grams": 14.3,
    "fits_bed": true
  }
}`;

/** A check of a caller's own mesh, and its conversion. */
export const meshSample = (base: string) => `# What would a resin printer meet in it?
curl -H "Authorization: Bearer $PRINTPAL_KEY" -H "Prefer: wait=30" \\
  -F mesh=@part.stl -F process=sla -F bed_mm=143,89,175 ${base}/api/v1/print-checks

# The same mesh, mended, in millimetres instead of inches, as a GLB in half the bytes
curl -H "Authorization: Bearer $PRINTPAL_KEY" -H "Prefer: wait=30" \\
  -F mesh=@part.stl -F format=glb -F scale=25.4 -F compress=true ${base}/api/v1/conversions`;

/** A picture that is announced, sent and used. */
export const uploadSample = (base: string): string => `curl ${base}/api/v1/uploads \\
  -H "Authorization: Bearer $PRINTPAL_KEY" -H "Content-Type: application/json" \\
  -d "{\\"content_type\\": \\"image/png\\", \\"bytes\\": $(stat -c %s robot.png)}"

# put.url and id of the answer
curl -X PUT "$PUT_URL" -H "Content-Type: image/png" --data-binary @robot.png

curl ${base}/api/v1/generations \\
  -H "Authorization: Bearer $PRINTPAL_KEY" -H "Content-Type: application/json" \\
  -d "{\\"upload_id\\": \\"$UPLOAD_ID\\", \\"formats\\": [\\"3mf\\"]}"`;

export const refusalSample = (base: string): string => `{
  "type": "${base}/docs/errors#insufficient_credits",
  "title": "Not enough credits",
  "status": 402,
  "code": "insufficient_credits",
  "detail": "This costs 20 credits and 4 are left. Add credits, or choose a lower quality.",
  "credits_required": 20,
  "credits_available": 4,
  "request_id": "req_7hT2nX4pQc9Wk1sLr6Vb8m"
}`;

export const retrySample = (base: string): string => `curl ${base}/api/v1/generations \\
  -H "Authorization: Bearer $PRINTPAL_KEY" \\
  -H "Idempotency-Key: 5f0c2f1e-9a43-4d0c-8a55-1c0f9d0e7b21" \\
  -F image=@robot.png -F quality=default`;

export const usageSample = (base: string): string => `# Last month's refusals, for a spreadsheet
curl -o refusals.csv -H "Authorization: Bearer $PRINTPAL_KEY" \\
  "${base}/api/v1/usage/requests?format=csv&limit=1000&status=4xx&created_after=2026-10-01T00:00:00Z"

curl -H "Authorization: Bearer $PRINTPAL_KEY" "${base}/api/v1/usage?by=engine&days=30"`;

export const rotateSample = (base: string): string => `curl ${base}/api/v1/keys/$KEY_ID/rotate \\
  -H "Authorization: Bearer $PRINTPAL_KEY" \\
  -H "Content-Type: application/json" \\
  -d '{"overlap_hours": 24}'`;

/** The calls that the published clients make. */
export const wireSample = (base: string): string => `curl ${base}/api/generate \\
  -H "X-API-Key: $PRINTPAL_KEY" \\
  -F image=@robot.png -F quality=default -F format=stl

curl ${base}/api/generate/$GENERATION_UID/status   -H "X-API-Key: $PRINTPAL_KEY"
curl ${base}/api/generate/$GENERATION_UID/download -H "X-API-Key: $PRINTPAL_KEY"`;

export const followSample = (base: string): string => `# One call, one answer
curl -H "Authorization: Bearer $PRINTPAL_KEY" -H "Prefer: wait=60" \\
  -F image=@robot.png ${base}/api/v1/generations

# Every step, as it happens
curl -N -H "Authorization: Bearer $PRINTPAL_KEY" ${base}/api/v1/generations/$GENERATION_ID/events`;

export const endpointSample = (base: string): string => `curl ${base}/api/v1/webhooks \\
  -H "Authorization: Bearer $PRINTPAL_KEY" \\
  -H "Content-Type: application/json" \\
  -d '{"url": "https://shop.example/hooks", "event_types": ["generation.completed", "generation.failed"]}'`;

/** A receiver with the client of the next chapter. */
export const receiverSample = `import { verifyWebhook } from "./printpal";

export async function POST(request: Request): Promise<Response> {
  const body = await request.text();
  const message = await verifyWebhook<{ id: string }>(body, request.headers, process.env.WEBHOOK_SECRET!);
  if (message.type === "generation.completed") console.log("ready:", message.data.id);
  return new Response(null, { status: 204 });
}`;

export const clientSample = (base: string): string => `import { readFile, writeFile } from "node:fs/promises";
import { PrintPal, PrintPalError } from "./printpal";

const printpal = new PrintPal({ baseUrl: "${base}", apiKey: process.env.PRINTPAL_KEY });
try {
  const image = await readFile("robot.png");
  const { id } = await printpal.generations.create({ image, formats: ["stl"], max_credits: 10 });
  const model = await printpal.generations.wait(id);
  const stl = await printpal.generations.file(id, "stl");
  await writeFile("robot.stl", new Uint8Array(await stl.arrayBuffer()));
  console.log(model.report?.print_minutes, "minutes to print");
} catch (error) {
  if (error instanceof PrintPalError) console.error(error.code, error.message);
}`;

export const mcpSample = (base: string): string => `{
  "mcpServers": {
    "printpal": {
      "type": "http",
      "url": "${base}/api/mcp",
      "headers": { "Authorization": "Bearer pp_live_…" }
    }
  }
}`;
