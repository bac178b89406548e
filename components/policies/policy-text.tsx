import type { PolicyBlock } from "@/lib/policies";

/** The text itself, with an anchor at each numbered part. */
export function PolicyText({ blocks }: { blocks: readonly PolicyBlock[] }) {
  return (
    <div className="mt-8 grid gap-3 text-[15px] leading-7 text-secondary [overflow-wrap:anywhere]">
      {blocks.map((block, index) => (
        <Block key={index} block={block} />
      ))}
    </div>
  );
}

function Block({ block }: { block: PolicyBlock }) {
  if (block.kind === "text") return <p>{block.text}</p>;
  if (block.kind === "points")
    return (
      <ul className="grid list-disc gap-1 pl-5 marker:text-faint">
        {block.points.map((point) => (
          <li key={point}>{point}</li>
        ))}
      </ul>
    );
  const { anchor, text, level } = block;
  return level === 2 ? (
    <h2 id={anchor} className="mt-6 scroll-mt-20 text-xl font-semibold tracking-tight text-foreground">
      {text}
    </h2>
  ) : (
    <h3 id={anchor} className="mt-3 scroll-mt-20 text-base font-semibold tracking-tight text-foreground">
      {text}
    </h3>
  );
}
