"use client";
import dynamic from "next/dynamic";
import { useState, type ReactNode } from "react";
import type { ActionResult } from "@/lib/api/action-result";

const ProofDialog = dynamic(() => import("./proof-dialog").then((file) => file.ProofDialog), { ssr: false });

interface Waiting {
  again: () => Promise<void>;
  leave: () => void;
}

/**
 * For what a single press does and only who showed within ten minutes who they are. `ask` sends it; where the answer asks
 * for that, `dialog` does, and it is sent once more. Whoever closes the dialog gets the first answer.
 */
export function useProofDialog(): {
  ask: <Data>(send: () => Promise<ActionResult<Data>>) => Promise<ActionResult<Data>>;
  dialog: ReactNode;
} {
  const [waiting, setWaiting] = useState<Waiting | null>(null);

  async function ask<Data>(send: () => Promise<ActionResult<Data>>): Promise<ActionResult<Data>> {
    const first = await send();
    if (first.ok || first.error.errors?.step_up === undefined) return first;
    return new Promise((resolve, reject) => {
      const end = (answer: ActionResult<Data>) => {
        setWaiting(null);
        resolve(answer);
      };
      setWaiting({
        leave: () => end(first),
        again: () =>
          send().then(end, (error: unknown) => {
            setWaiting(null);
            reject(error as Error);
          }),
      });
    });
  }

  return {
    ask,
    dialog: waiting && <ProofDialog onProved={waiting.again} onClose={waiting.leave} />,
  };
}
