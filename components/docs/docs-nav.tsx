"use client";
import { useDocsWords } from "./docs-language";

const chapters = [
  { id: "key", title: "Get a key" },
  { id: "first", title: "Your first model" },
  { id: "uploads", title: "Send a file ahead" },
  { id: "answer", title: "What you get back" },
  { id: "follow", title: "Wait, follow, plan" },
  { id: "options", title: "Options" },
  { id: "colour", title: "Colour" },
  { id: "meshes", title: "Your own meshes" },
  { id: "errors", title: "When it is refused" },
  { id: "retries", title: "Repeat safely" },
  { id: "webhooks", title: "Webhooks" },
  { id: "privacy", title: "Privacy" },
  { id: "limits", title: "Limits" },
  { id: "usage", title: "Usage and spreadsheets" },
  { id: "safety", title: "Keep keys safe" },
  { id: "typescript", title: "TypeScript client" },
  { id: "mcp", title: "For language models" },
  { id: "clients", title: "Published clients" },
  { id: "calls", title: "All calls" },
];

/** The chapters of the quick start, beside it on wide windows. */
export function DocsNav() {
  const { language, words } = useDocsWords();
  return (
    <nav
      lang={language}
      aria-label={words.chapters}
      className="sticky top-24 hidden self-start text-sm lg:block"
    >
      <p className="mb-2 font-medium">{words.tabs.start}</p>
      <ul lang="en" className="grid gap-0.5 border-l border-line">
        {chapters.map(({ id, title }) => (
          <li key={id}>
            <a
              href={`#${id}`}
              className="-ml-px block border-l border-transparent py-1 pl-4 text-secondary hover:border-accent hover:text-foreground"
            >
              {title}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
