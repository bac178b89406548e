"use client";
import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";
import { submitAction } from "@/app/(dashboard)/generate/actions";
import { balanceKey } from "@/components/shell/balance-meter";
import { leaveToSignIn } from "@/components/shell/leave-to-sign-in";
import { ActionError, unwrapAction } from "@/components/shell/unwrap-action";
import { toast } from "@/components/ui/toast-store";
import type { Generation, GenerationRequest } from "@/lib/generations/schema";
import type { FrontMap } from "./front-map";
import type { PreparedPicture } from "./prepared-picture";
import { SendError } from "./send-error";
import { sendPicture, type Sendable } from "./send-picture";

export type Phase = { step: "idle" } | { step: "sending"; share: number } | { step: "submitting" };

export interface Wish {
  settings: GenerationRequest;
  pictures: readonly PreparedPicture[];
  map?: FrontMap;
  /** The id of the project that it is made under. */
  project?: string;
}

/**
 * Sends the pictures and then the wish. A wish keeps its number until it was taken: after a double click or a line that broke
 * the same one is asked for again, and made once. It goes on when its page is left, and then tells of its end by a message at
 * the edge of the window.
 */
export function useSubmission({ outside, onMade }: { outside: boolean; onMade: (made: Generation) => void }) {
  const [phase, setPhase] = useState<Phase>({ step: "idle" });
  const [problem, setProblem] = useState<string | null>(null);
  const wish = useRef<{ text: string; once: string } | null>(null);
  const running = useRef<AbortController | null>(null);
  const here = useRef(true);
  useEffect(() => {
    here.current = true;
    return () => {
      here.current = false;
    };
  }, []);
  const client = useQueryClient();

  const submit = useCallback(
    async ({ settings, pictures, map, project }: Wish) => {
      if (running.current) return;
      const { signal } = (running.current = new AbortController());
      setProblem(null);
      try {
        const all = [...pictures.map(toSendable), ...(map ? [map] : [])];
        const onShare = (share: number) => setPhase({ step: "sending", share });
        const ids = await sendAll(all, { outside, signal, onShare });
        signal.throwIfAborted();
        setPhase({ step: "submitting" });
        const uploadIds = ids.slice(0, pictures.length);
        const maps = map ? { [map.kind]: ids.at(-1) } : {};
        const text = JSON.stringify([settings, uploadIds, maps, project]);
        if (wish.current?.text !== text) wish.current = { text, once: crypto.randomUUID() };
        const { once } = wish.current;
        const made = await unwrapAction(submitAction({ settings, uploadIds, maps, once, project }));
        wish.current = null;
        if (here.current) onMade(made);
        else toast({ title: "Your model is being made", description: "It stands in your history." });
      } catch (error) {
        if (signal.aborted) return;
        if (error instanceof ActionError && error.failure.code === "unauthenticated")
          return void leaveToSignIn();
        const why =
          error instanceof ActionError || error instanceof SendError
            ? error.message
            : "The server cannot be reached. Check your connection and press again: it will be made once.";
        setProblem(why);
        if (!here.current) toast({ tone: "danger", title: "Your model was not made", description: why });
      } finally {
        running.current = null;
        setPhase({ step: "idle" });
        void client.invalidateQueries({ queryKey: balanceKey });
      }
    },
    [outside, onMade, client],
  );
  /** Gives up what is still being sent; nothing has been made or charged by then. */
  const giveUp = useCallback(() => running.current?.abort(), []);
  return { phase, problem, setProblem, submit, giveUp };
}

const toSendable = ({ blob, name }: PreparedPicture): Sendable => ({ blob, name, kind: "picture" });

async function sendAll(
  pictures: readonly Sendable[],
  { outside, signal, onShare }: { outside: boolean; signal: AbortSignal; onShare: (share: number) => void },
): Promise<string[]> {
  const wholeBytes = pictures.reduce((sum, { blob }) => sum + blob.size, 0);
  const ids: string[] = [];
  let before = 0;
  for (const picture of pictures) {
    const start = before;
    onShare(start / wholeBytes);
    ids.push(
      await sendPicture(picture, {
        outside,
        signal,
        onProgress: (bytes) => onShare(Math.min(1, (start + bytes) / wholeBytes)),
      }),
    );
    before += picture.blob.size;
  }
  return ids;
}
