/** A sentence kept as data: what stands between backticks is code. */
export function Prose({ text }: { text: string }) {
  return text.split("`").map((part, index) =>
    index % 2 === 1 ? (
      <code key={index} className="font-mono text-[0.88em] text-foreground">
        {part}
      </code>
    ) : (
      part
    ),
  );
}
