import { useRef, useState } from "react";
import { buildRequest, type TryValues } from "./build-request";
import { readAnswer, type TryAnswer } from "./read-answer";
import type { TryCall } from "./try-call";
import { useTryWords } from "./use-try-words";

export interface SendState {
  sending: boolean;
  answer?: TryAnswer;
  /** What has come of a stream so far. */
  text?: string;
  /** Why nothing came back. */
  failure?: string;
}

/** Sends one call at a time from the browser. */
export function useSend() {
  const { words } = useTryWords();
  const [state, setState] = useState<SendState>({ sending: false });
  const stopper = useRef<AbortController>(null);

  async function send(call: TryCall, values: TryValues, options: { key?: string; body?: number }) {
    if (state.answer?.file) URL.revokeObjectURL(state.answer.file.url);
    stopper.current = new AbortController();
    setState({ sending: true });
    const sentAt = performance.now();
    try {
      const { url, init } = buildRequest(call, values, { ...options, words });
      const response = await fetch(url, { ...init, signal: stopper.current.signal });
      const answer = await readAnswer(response, sentAt, (text) => setState({ sending: true, text }));
      setState({ sending: false, answer });
    } catch (error) {
      const stopped = (error as Error).name === "AbortError";
      setState((before) => ({
        sending: false,
        text: before.text,
        failure: stopped ? words.stopped : (error as Error).message,
      }));
    }
  }

  return { state, send, stop: () => stopper.current?.abort() };
}
