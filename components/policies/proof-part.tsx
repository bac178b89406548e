import { Badge } from "@/components/ui/badge";
import { Card, CardHeader } from "@/components/ui/card";
import { formatMoment } from "@/components/ui/format";
import type { ProvedPart, ProvedSentence } from "@/lib/policies";

const states = {
  proved: { tone: "success", name: "Proved" },
  failed: { tone: "danger", name: "A test failed" },
  open: { tone: "warning", name: "No proof yet" },
  words: { tone: "neutral", name: "Explains" },
  outside: { tone: "neutral", name: "Outside the software" },
} as const;

/** One part of the policy, its sentences one below the other. */
export function ProofPart({ part }: { part: ProvedPart }) {
  return (
    <Card>
      <CardHeader title={part.heading} />
      <ul>
        {part.sentences.map((one, index) => (
          <Sentence key={index} {...one} />
        ))}
      </ul>
    </Card>
  );
}

function Sentence({ sentence, state, tests, why }: ProvedSentence) {
  const { tone, name } = states[state];
  return (
    <li className="border-t border-line px-5 py-3 text-sm" data-proof={state}>
      <div className="flex items-start justify-between gap-4">
        <p className="min-w-0 [overflow-wrap:anywhere]">{sentence}</p>
        <Badge tone={tone}>{name}</Badge>
      </div>
      {why && <p className="mt-1 max-w-prose text-note text-secondary">{why}</p>}
      {tests.length > 0 && (
        <details className="mt-1.5 text-note text-secondary">
          <summary className="w-fit cursor-pointer">
            {tests.length} test{tests.length === 1 ? "" : "s"}
          </summary>
          <ul className="mt-1.5 grid gap-1.5">
            {tests.map(({ row, name: test, file, passed, last_passed_at: last }) => (
              <li key={`${row}${test}`} className="[overflow-wrap:anywhere]">
                <span aria-hidden>{passed ? "✓" : "✗"}</span> {test}
                <span className="sr-only">{passed ? ", passed" : ", failed"}</span>
                {!passed && ` (last passed ${last ? formatMoment(last) : "in no run that is known"})`}
                <code className="block font-mono text-xs text-faint">{file}</code>
              </li>
            ))}
          </ul>
        </details>
      )}
    </li>
  );
}
