import type { ReactNode } from "react";
import { MarkdownLink } from "./markdown-link";
import { OnlyOnScreen } from "./only-on-screen";

/** Title and first paragraph of a page, with the way to its Markdown twin. `path` is the page's own. */
export function DocsHeading({
  path,
  title,
  children,
}: {
  path: string;
  title: string;
  children?: ReactNode;
}) {
  return (
    <header className="mb-8">
      <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
        <h1 className="text-3xl font-semibold tracking-tight">{title}</h1>
        <OnlyOnScreen>
          <MarkdownLink path={path} />
        </OnlyOnScreen>
      </div>
      {children && (
        <p className="mt-3 max-w-3xl leading-7 text-secondary [&_code]:font-mono [&_code]:text-sm">
          {children}
        </p>
      )}
    </header>
  );
}
