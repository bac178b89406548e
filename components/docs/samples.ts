import type { CodeSample } from "@/components/ui/code-tabs";

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

export const refusalSample = (base: string): string => `{
  "type": "${base}/docs/errors#insufficient_credits",
  "title": "Not enough credits",
  "status": 402,
  "code": "insufficient_credits",
  "detail": "This generation costs 20 credits and 4 are left. Buy credits, or choose a lower quality.",
  "credits_required": 20,
  "credits_available": 4,
  "request_id": "req_7hT2nX4pQc9Wk1sLr6Vb8m"
}`;

export const clientSamples = (base: string): CodeSample[] => [
  {
    name: "Python",
    language: "python",
    code: `import os
from printpal import PrintPal, Quality, Format

client = PrintPal(api_key=os.environ["PRINTPAL_KEY"], base_url="${base}")
client.generate_and_download("robot.png", "robot.stl", quality=Quality.DEFAULT, format=Format.STL)`,
  },
  {
    name: "JavaScript",
    language: "typescript",
    code: `import { PrintPal } from "printpal";

const client = new PrintPal({ apiKey: process.env.PRINTPAL_KEY, baseUrl: "${base}" });
console.log(await client.getCredits());`,
  },
  {
    name: "curl",
    language: "bash",
    code: `curl ${base}/api/generate \\
  -H "X-API-Key: $PRINTPAL_KEY" \\
  -F image=@robot.png \\
  -F quality=default \\
  -F format=stl`,
  },
];
