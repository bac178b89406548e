"use client";
/** What could be asked for instead, as the refusal names it: one press takes it. */
export function SuggestedWords({ message, onPick }: { message: string; onPick: (prompt: string) => void }) {
  const named = /such as: ([^.]+)\./.exec(message)?.[1].split(", ") ?? [];
  if (named.length === 0) return null;
  return (
    <div className="flex flex-wrap items-center gap-1.5" role="group" aria-label="Words that are understood">
      <span className="mr-1 text-[13px] text-secondary">Did you mean</span>
      {named.map((word) => (
        <button
          key={word}
          type="button"
          onClick={() => onPick(/^(a|an|the) /.test(word) ? word : `a ${word}`)}
          className="h-8 rounded-full border border-line bg-surface px-3 text-[13px] text-secondary transition-colors hover:border-line-strong hover:text-foreground pointer-coarse:h-10"
        >
          {word}
        </button>
      ))}
    </div>
  );
}
