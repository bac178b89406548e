import type { ReactNode } from "react";
import { reference } from "@/lib/api/reference";
import ChangelogPage from "./changelog/page";
import ErrorsPage from "./errors/page";
import GalleryPage from "./gallery/page";
import DocsPage from "./page";
import OperationsPage from "./operations/page";
import PerformancePage from "./performance/page";
import ReferencePage from "./reference/page";
import ReferenceResourcePage from "./reference/[resource]/page";

export interface DocsPageEntry {
  path: string;
  title: string;
  /** What is found there, for the list in /llms.txt. */
  about: string;
  render(): ReactNode | Promise<ReactNode>;
}

/** Every page of the docs: each has a Markdown twin under its own address with .md behind, made from the same tree. */
export const docsPages = (): readonly DocsPageEntry[] => [
  {
    path: "/docs",
    title: "Quick start",
    about: "keys, first model, options, webhooks, limits, clients",
    render: DocsPage,
  },
  {
    path: "/docs/reference",
    title: "API reference",
    about: "every call, by resource",
    render: ReferencePage,
  },
  ...reference().map(({ slug, title, description }) => ({
    path: `/docs/reference/${slug}`,
    title: `Reference: ${title}`,
    about: description[0].toLowerCase() + description.slice(1),
    render: () => ReferenceResourcePage({ params: Promise.resolve({ resource: slug }) }),
  })),
  {
    path: "/docs/errors",
    title: "Error codes",
    about: "what each code means, why it comes and what to do",
    render: ErrorsPage,
  },
  {
    path: "/docs/changelog",
    title: "Changelog",
    about: "what changed in the API, by version",
    render: ChangelogPage,
  },
  {
    path: "/docs/gallery",
    title: "Gallery",
    about: "models made by the engines themselves",
    render: GalleryPage,
  },
  {
    path: "/docs/operations",
    title: "Operations",
    about: "backup, restore, changes of processors, proofs: for whoever runs an installation",
    render: OperationsPage,
  },
  {
    path: "/docs/performance",
    title: "Performance",
    about: "times beside native tools, measured by turns",
    render: PerformancePage,
  },
];
