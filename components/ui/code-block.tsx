import { cn } from "./class-names";
import { CopyButton } from "./copy-button";
import { highlightCode, type CodeLanguage, type CodeToken } from "./highlight-code";

const colours: Record<CodeToken["kind"], string | undefined> = {
  plain: undefined,
  comment: "text-faint italic",
  string: "text-[var(--code-string)]",
  number: "text-[var(--code-number)]",
  keyword: "text-[var(--code-keyword)]",
  call: "text-[var(--code-call)]",
};

/** Source text with colours and a copy button; long lines scroll inside. */
export function CodeBlock({
  code,
  language,
  title,
  className,
}: {
  code: string;
  language: CodeLanguage;
  title?: string;
  className?: string;
}) {
  return (
    <figure
      className={cn(
        "group relative min-w-0 overflow-hidden rounded-xl border border-line bg-code",
        className,
      )}
    >
      {title && (
        <figcaption className="flex h-10 items-center border-b border-line px-4 font-mono text-xs text-faint">
          {title}
        </figcaption>
      )}
      <CodeText code={code} language={language} />
      <CopyButton
        text={code}
        label="Copy code"
        className={cn("absolute right-1.5 bg-code/80 backdrop-blur", title ? "top-1" : "top-1.5")}
      />
    </figure>
  );
}

export function CodeText({
  code,
  language,
  className,
}: {
  code: string;
  language: CodeLanguage;
  className?: string;
}) {
  return (
    <pre tabIndex={0} className={cn("overflow-x-auto p-4 font-mono text-[12.5px] leading-6", className)}>
      <code>
        {highlightCode(code, language).map((token, index) => (
          <span key={index} className={colours[token.kind]}>
            {token.text}
          </span>
        ))}
      </code>
    </pre>
  );
}
