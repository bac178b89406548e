import type { MapKind } from "./map-settings";
import type { FoundSubject, PreviewJob, PreviewModel } from "@/lib/engines/browser";

/** What the page asks its worker for. Pictures are sent once and then named by their number. */
export type PreviewRequest =
  | { kind: "picture"; picture: number; bytes: Uint8Array }
  | { kind: "forget"; picture: number }
  | { kind: "subject"; turn: number; picture: number; resolution: number }
  | {
      kind: "shape";
      turn: number;
      pictures: number[];
      /** Beside the first of them. */
      map?: { kind: MapKind; picture: number };
      job: Omit<PreviewJob, "image" | "views" | "depthMap" | "normalMap">;
      pass: "draft" | "whole";
      /** Side of a picture to draw as well, where the page draws none in 3D. */
      stillSide?: number;
    };

export interface Still {
  width: number;
  height: number;
  data: Uint8ClampedArray<ArrayBuffer>;
}

/** What comes back. A refusal carries a public code and a sentence for people. */
export type PreviewReply =
  | { kind: "model"; turn: number; model: PreviewModel; still?: Still; tookMs: number }
  | { kind: "subject"; turn: number; subject: FoundSubject }
  | { kind: "refusal"; turn: number; code: string; message: string };
