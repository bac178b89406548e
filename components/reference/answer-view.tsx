"use client";
import { Download } from "lucide-react";
import { fill } from "@/components/site/words/fill";
import { Badge } from "@/components/ui/badge";
import { buttonClass } from "@/components/ui/button";
import { CodeText } from "@/components/ui/code-block";
import { CopyButton } from "@/components/ui/copy-button";
import { formatBytes } from "@/components/ui/format";
import { Notice } from "@/components/ui/notice";
import type { TryAnswer } from "./read-answer";
import type { SendState } from "./use-send";
import { useTryWords } from "./use-try-words";

// Beyond that, colours cost more than they tell.
const MAX_SHOWN = 60_000;

/** Status, time, headers and body of an answer; a file is offered to be kept. */
export function AnswerView({ answer, text, failure }: SendState) {
  return (
    <div aria-live="polite" className="grid grid-cols-1 gap-3 empty:hidden">
      {failure && <Notice tone="danger">{failure}</Notice>}
      {answer && <Summary answer={answer} />}
      {answer?.file && <FileOffer answer={answer} />}
      <Body text={answer?.text ?? text} isJson={answer?.type.includes("json") ?? false} />
    </div>
  );
}

function Summary({ answer: { status, statusText, durationMs, sizeBytes, headers } }: { answer: TryAnswer }) {
  const { language, words } = useTryWords();
  return (
    <>
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-[13px] text-secondary tabular-nums">
        <Badge tone={status < 400 ? "success" : "danger"}>
          {status} {statusText}
        </Badge>
        <span>{Math.round(durationMs).toLocaleString(language)} ms</span>
        <span>{formatBytes(sizeBytes)}</span>
      </p>
      <details className="text-xs">
        <summary className="w-fit font-medium text-accent-text underline-offset-4 hover:underline">
          {fill(words.headers, { count: headers.length })}
        </summary>
        <dl className="mt-2 grid gap-1 font-mono">
          {headers.map(([name, value]) => (
            <div key={name} className="min-w-0 break-all">
              <dt className="inline text-faint">{name}: </dt>
              <dd className="inline">{value}</dd>
            </div>
          ))}
        </dl>
      </details>
    </>
  );
}

function FileOffer({ answer: { file, type, sizeBytes } }: { answer: TryAnswer }) {
  const { words } = useTryWords();
  return (
    <>
      {type.startsWith("image/") && (
        <img
          src={file!.url}
          alt={words.answer}
          className="max-h-64 justify-self-start rounded-lg border border-line"
        />
      )}
      <a href={file!.url} download={file!.name} className={buttonClass({})}>
        <Download aria-hidden className="size-4" />{" "}
        {fill(words.save, { name: file!.name, size: formatBytes(sizeBytes) })}
      </a>
    </>
  );
}

function Body({ text, isJson }: { text?: string; isJson: boolean }) {
  const { words } = useTryWords();
  if (!text) return null;
  const shown = text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}\n…` : text;
  return (
    <div className="relative min-w-0 rounded-lg border border-line bg-code">
      {isJson ? (
        <CodeText code={shown} language="json" className="max-h-96 p-3" />
      ) : (
        <pre tabIndex={0} className="max-h-96 overflow-auto p-3 font-mono text-[12.5px] leading-6">
          {shown}
        </pre>
      )}
      <CopyButton text={text} label={words.copy} className="absolute top-1 right-1 bg-code/80" />
    </div>
  );
}
