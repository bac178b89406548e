import type { PreviewReply, PreviewRequest } from "./preview-messages";

export type Shape = Extract<PreviewRequest, { kind: "shape" }>;
export type ModelReply = Extract<PreviewReply, { kind: "model" }>;
export type Refusal = Extract<PreviewReply, { kind: "refusal" }>;
type Subject = Extract<PreviewReply, { kind: "subject" }>["subject"];

/**
 * One worker. Of the shapes that are asked for while it is busy only the newest is made, and a reply that came after a
 * newer question is dropped: a hand on a slider never waits for what it has moved past.
 */
export class PreviewClient {
  private worker: Worker | undefined;
  private busy: number | undefined;
  private waiting: Shape | undefined;
  private readonly known = new Set<number>();
  private readonly subjects = new Map<number, (found: Subject | null) => void>();

  constructor(
    private readonly onModel: (reply: ModelReply) => void,
    private readonly onRefusal: (reply: Refusal) => void,
  ) {}

  shape(request: Shape, pictures: ReadonlyMap<number, Uint8Array>): void {
    const { map } = request;
    this.introduce([...request.pictures, ...(map ? [map.picture] : [])], pictures);
    if (this.busy !== undefined) this.waiting = request;
    else this.send(request);
  }

  /** Null where it could not be found. */
  findSubject(turn: number, picture: number, bytes: Uint8Array, resolution: number): Promise<Subject | null> {
    this.introduce([picture], new Map([[picture, bytes]]));
    return new Promise((resolve) => {
      this.subjects.set(turn, resolve);
      this.post({ kind: "subject", turn, picture, resolution });
    });
  }

  /** Nothing more is drawn from what was asked before. */
  drop(): void {
    this.waiting = undefined;
    this.dropped = this.busy;
  }

  close(): void {
    this.worker?.terminate();
    this.worker = undefined;
    this.busy = this.waiting = undefined;
    this.known.clear();
  }

  private dropped: number | undefined;

  /** Sends the pictures that it lacks and forgets those that are gone. */
  private introduce(wanted: number[], pictures: ReadonlyMap<number, Uint8Array>): void {
    for (const picture of this.known)
      if (!wanted.includes(picture)) {
        this.known.delete(picture);
        this.post({ kind: "forget", picture });
      }
    for (const picture of wanted) {
      const bytes = pictures.get(picture);
      if (!bytes || this.known.has(picture)) continue;
      this.known.add(picture);
      this.post({ kind: "picture", picture, bytes });
    }
  }

  private send(request: Shape): void {
    this.busy = request.turn;
    this.post(request);
  }

  private post(request: PreviewRequest): void {
    this.worker ??= this.open();
    this.worker.postMessage(request);
  }

  private open(): Worker {
    const worker = new Worker(new URL("./preview-worker.ts", import.meta.url), { type: "module" });
    worker.onmessage = ({ data }: MessageEvent<PreviewReply>) => this.take(data);
    worker.onerror = () => {
      const turn = this.busy ?? -1;
      this.close();
      this.onRefusal({ kind: "refusal", turn, code: "engine_failed", message: BROKEN });
    };
    return worker;
  }

  private take(reply: PreviewReply): void {
    const subject = this.subjects.get(reply.turn);
    if (subject) {
      this.subjects.delete(reply.turn);
      return subject(reply.kind === "subject" ? reply.subject : null);
    }
    if (reply.kind === "subject") return;
    const next = this.waiting;
    this.busy = this.waiting = undefined;
    if (next) this.send(next);
    if (reply.turn === this.dropped) return;
    if (reply.kind === "model") this.onModel(reply);
    else if (!next) this.onRefusal(reply);
  }
}

const BROKEN =
  "The preview cannot run in this browser. The model itself is made on the server and is not affected.";
