import { parsePolicy } from "./parse-policy";
import { proofMap, type Proof } from "./proof-map";

/** A test named after a row of the table of clauses, as a run of the tests reported it. */
export interface RowTest {
  row: number;
  name: string;
  file: string;
  passed: boolean;
  /** Null where no run is known in which it did. */
  last_passed_at?: string | null;
}

export interface ProofReport {
  /** When the run began that this was gathered from. */
  ran_at: string;
  commit?: string | null;
  tests: RowTest[];
}

export interface ProvedSentence {
  sentence: string;
  proof: Proof;
  tests: RowTest[];
  /** Of what is outside the software: why no test can show it. */
  why?: string;
  /** `open`: it rests on a clause that no test proves; `failed`: one of its tests did not pass. */
  state: "proved" | "failed" | "open" | "words" | "outside";
}

export interface ProvedPart {
  heading: string;
  sentences: ProvedSentence[];
}

/** The sentences of a policy's text: lines and points as they are, paragraphs taken apart behind a stop or a colon. */
export const sentencesOf = (text: string): string[] =>
  parsePolicy(text).flatMap((block) => {
    if (block.kind === "heading") return [];
    return block.kind === "points" ? block.points : splitSentences(block.text);
  });

/** Each part of the policy with what proves its sentences. `contact` is the address that stands in the shown text. */
export function listProofs(text: string, report: ProofReport): ProvedPart[] {
  const known = new Map(proofMap);
  const parts: ProvedPart[] = [{ heading: "At the beginning", sentences: [] }];
  for (const block of parsePolicy(text)) {
    if (block.kind === "heading") parts.push({ heading: block.text, sentences: [] });
    else
      for (const sentence of block.kind === "points" ? block.points : splitSentences(block.text))
        parts[parts.length - 1].sentences.push(prove(sentence, known.get(sentence), report));
  }
  return parts.filter(({ sentences }) => sentences.length > 0);
}

const splitSentences = (text: string): string[] => text.split(/(?<=[.:])\s+(?=[A-Z])/);

function prove(sentence: string, proof: Proof = [], { tests }: ProofReport): ProvedSentence {
  if (proof === "words") return { sentence, proof, tests: [], state: "words" };
  if ("outside" in proof) {
    const held = tests.filter(({ row }) => proof.held.includes(row));
    return { sentence, proof, tests: held, why: proof.outside, state: "outside" };
  }
  const own = tests.filter(({ row }) => proof.includes(row));
  // Every clause that it rests on wants a test of its own: half a proof is none.
  const whole = proof.length > 0 && proof.every((row) => own.some((test) => test.row === row));
  const state = !whole ? "open" : own.every(({ passed }) => passed) ? "proved" : "failed";
  return { sentence, proof, tests: own, state };
}
