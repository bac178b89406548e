"use client";
import { useCallback, useEffect, useRef, useState } from "react";
import type { FoundSubject, PreviewJob } from "@/lib/engines/browser";
import { markPreview } from "./mark-preview";
import { PreviewClient, type ModelReply } from "./preview-client";
import type { Tier } from "./describe-settings";
import { frontOf, toRequest, type PlaygroundState } from "./playground-state";
import type { PreparedPicture } from "./prepared-picture";

/** The grid while settings move, and when they rest. */
const DRAFT_GRID = 128;
const WHOLE_GRID = 256;
const REST_MS = 350;

export interface Preview {
  shown: ModelReply | null;
  pass: "draft" | "whole";
  busy: boolean;
  /** Why there is none: what the engine would refuse, before anything is sent. */
  refusal: { code: string; message: string } | null;
  findSubject: (picture: PreparedPicture, resolution: number) => Promise<FoundSubject | null>;
}

/**
 * The model of the form as it stands, made in two workers of this page: a coarse one at once, for each change, and the
 * engine's own mesh when the form has rested. Nothing is sent anywhere.
 */
export function usePreview(
  state: PlaygroundState,
  pictures: readonly PreparedPicture[],
  { tier, stillSides }: { tier: Tier; stillSides?: Record<Preview["pass"], number> },
): Preview {
  const [result, setResult] = useState<Result>(NOTHING);
  const clients = useRef<{ draft: PreviewClient; whole: PreviewClient } | null>(null);
  const turn = useRef(0);
  const newest = useRef(0);
  /** Which form each turn was asked for, and when that form came to be. */
  const askedIn = useRef(new Map<number, { form: string; sinceMs: number }>());

  const open = useCallback(() => {
    const settle = (answered: number) => askedIn.current.get(answered)?.form ?? null;
    const take = (pass: "draft" | "whole") =>
      new PreviewClient(
        (shown) => {
          // A draft that comes after the whole of a newer form is history.
          if (shown.turn < newest.current) return;
          newest.current = shown.turn;
          const form = settle(shown.turn);
          const since = askedIn.current.get(shown.turn)?.sinceMs;
          if (since !== undefined) markPreview(pass, since);
          setResult(({ settled }) => ({
            shown,
            pass,
            refusal: null,
            settled: pass === "whole" ? form : settled,
          }));
        },
        ({ turn: refused, code, message }) => {
          if (refused < newest.current) return;
          const form = settle(refused);
          // A shape that stands, and only fails its contract, is worth seeing.
          setResult(({ shown }) => ({
            shown: pass === "whole" ? shown : null,
            pass,
            refusal: { code, message },
            settled: form,
          }));
        },
      );
    return (clients.current ??= { draft: take("draft"), whole: take("whole") });
  }, []);
  useEffect(
    () => () => {
      clients.current?.draft.close();
      clients.current?.whole.close();
      clients.current = null;
    },
    [],
  );

  const wish = wishOf(state, pictures, tier);
  const asked = wish && JSON.stringify(wish);
  const bytes = useRef(new Map<number, Uint8Array>());
  useEffect(() => {
    bytes.current = new Map(
      pictures.flatMap((picture) => [picture, ...(picture.front ? [picture.front] : [])]).map(toEntry),
    );
  }, [pictures]);

  useEffect(() => {
    if (!asked) {
      newest.current = ++turn.current;
      return;
    }
    const { draft, whole } = open();
    const { keys, map, job } = JSON.parse(asked) as NonNullable<ReturnType<typeof wishOf>>;
    askedIn.current.clear();
    const sinceMs = performance.now();
    const ask = (pass: "draft" | "whole", resolution: number) => {
      askedIn.current.set(++turn.current, { form: asked, sinceMs });
      (pass === "draft" ? draft : whole).shape(
        {
          kind: "shape",
          turn: turn.current,
          pictures: keys,
          map,
          job: { ...job, resolution },
          pass,
          stillSide: stillSides?.[pass],
        },
        bytes.current,
      );
    };
    whole.drop();
    ask("draft", DRAFT_GRID);
    const rest = setTimeout(() => ask("whole", WHOLE_GRID), REST_MS);
    return () => clearTimeout(rest);
  }, [asked, open, stillSides]);

  const findSubject = useCallback(
    (picture: PreparedPicture, resolution: number) =>
      open().draft.findSubject(++turn.current, picture.key, picture.bytes, resolution),
    [open],
  );
  const { settled, ...current } = asked ? result : NOTHING;
  return { ...current, busy: asked !== null && settled !== asked, findSubject };
}

const toEntry = ({ key, bytes }: { key: number; bytes: Uint8Array }) => [key, bytes] as const;

interface Result extends Pick<Preview, "shown" | "pass" | "refusal"> {
  /** The form whose last word this is. */
  settled: string | null;
}

const NOTHING: Result = { shown: null, pass: "draft", refusal: null, settled: null };

/** What the workers are asked for; null while there is nothing to model. */
function wishOf(state: PlaygroundState, pictures: readonly PreparedPicture[], { maxTriangles }: Tier) {
  const front = frontOf(state, pictures);
  const { engine, print, ...request } = toRequest(state, front?.kind);
  const words = state.input === "prompt" ? state.prompt.trim() : undefined;
  const keys = words === undefined ? pictures.map(({ key }) => key) : [];
  if (words === "" || (words === undefined && keys.length === 0)) return null;
  if (engine === "hull" && keys.length < 2) return null;
  if (engine === "generative") return null;
  const own = engine && engine !== "auto" && engine !== "parametric" ? request[engine] : undefined;
  const settings = {
    ...(own ? { [engine as string]: own } : {}),
    ...(print ? { print } : {}),
  } as PreviewJob["settings"];
  return {
    keys,
    map: front && { kind: front.kind, picture: front.key },
    job: {
      engine: engine ?? "auto",
      prompt: words,
      sizeMm: state.sizeMm,
      sizeAxis: state.sizeAxis,
      seed: state.seed,
      maxTriangles,
      settings,
    },
  };
}
