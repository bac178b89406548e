export interface TryAnswer {
  status: number;
  statusText: string;
  headers: [string, string][];
  /** From sending until the whole answer was here. */
  durationMs: number;
  sizeBytes: number;
  type: string;
  /** What is shown; absent for a file. */
  text?: string;
  /** Where a file can be had from as long as the page lives. */
  file?: { url: string; name: string };
}

/** Reads an answer whole. A stream of events calls `onText` with all that has come so far, as it comes. */
export async function readAnswer(
  response: Response,
  sentAt: number,
  onText: (text: string) => void,
): Promise<TryAnswer> {
  const type = (response.headers.get("content-type") ?? "").split(";")[0];
  const about = {
    status: response.status,
    statusText: response.statusText,
    headers: [...response.headers],
    type,
  };
  if (type === "text/event-stream") {
    const text = await follow(response, onText);
    return { ...about, text, durationMs: performance.now() - sentAt, sizeBytes: text.length };
  }
  const blob = await response.blob();
  const rest = { ...about, durationMs: performance.now() - sentAt, sizeBytes: blob.size };
  if (blob.size === 0) return { ...rest, text: "" };
  if (/json|^text\//.test(type)) return { ...rest, text: pretty(await blob.text(), type) };
  return { ...rest, file: { url: URL.createObjectURL(blob), name: nameOf(response) } };
}

async function follow(response: Response, onText: (text: string) => void): Promise<string> {
  let text = "";
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) onText((text += part.value));
  return text;
}

function pretty(text: string, type: string): string {
  if (!type.includes("json")) return text;
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

const nameOf = (response: Response): string =>
  /filename="([^"]+)"/.exec(response.headers.get("content-disposition") ?? "")?.[1] ?? "answer.bin";
