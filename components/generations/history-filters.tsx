"use client";
import { LayoutGrid, List, Search } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { cn } from "@/components/ui/class-names";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import type { SelectOption } from "@/components/ui/select-look";
import type { ListGenerations } from "@/lib/generations/schema";
import { historyPath, type HistoryView } from "./history-path";
import { StatusFilter } from "./status-filter";

const anyEngine = { value: "any", label: "Any engine" };
const anyProject = { value: "any", label: "Any project" };

interface HistoryFiltersProps {
  query: ListGenerations;
  view: HistoryView;
  /** By their names. */
  engines: readonly string[];
  /** Archived ones too: what they made is still here. */
  projects: readonly SelectOption[];
}

/** Search, status, engine and view; all of it stands in the address, so that it can be kept and sent. */
export function HistoryFilters({ query, view, engines, projects }: HistoryFiltersProps) {
  const router = useRouter();
  const [text, setText] = useState(query.text ?? "");
  const to = (change: Record<string, string | undefined>) => historyPath({ query, view }, change);
  return (
    <div className="mb-5 grid gap-3">
      <div className="flex flex-wrap items-center gap-2">
        <form
          role="search"
          className="relative min-w-0 flex-1 basis-60"
          onSubmit={(event) => {
            event.preventDefault();
            router.push(to({ text: text.trim() || undefined }));
          }}
        >
          <Search
            aria-hidden
            className="pointer-events-none absolute top-1/2 left-3 size-4 -translate-y-1/2 text-faint"
          />
          <Input
            type="search"
            name="text"
            dir="auto"
            maxLength={200}
            aria-label="Words of the prompt"
            placeholder="Search the prompts"
            value={text}
            onChange={(event) => setText(event.target.value)}
            className="pl-9"
          />
        </form>
        <Select
          label="Engine"
          value={query.engine ?? anyEngine.value}
          onChange={(engine) => router.push(to({ engine: engine === anyEngine.value ? undefined : engine }))}
          options={[
            anyEngine,
            ...engines.map((name) => ({ value: name, label: name.charAt(0).toUpperCase() + name.slice(1) })),
          ]}
          className="w-40"
        />
        {projects.length > 0 && (
          <Select
            label="Project"
            value={query.project_id ?? anyProject.value}
            onChange={(id) => router.push(to({ project: id === anyProject.value ? undefined : id }))}
            options={[anyProject, ...projects]}
            className="w-40"
          />
        )}
        <div className="flex rounded-lg border border-line-strong bg-surface p-0.5 shadow-low">
          <ViewLink href={to({ view: undefined })} name="As a grid" current={view === "grid"}>
            <LayoutGrid />
          </ViewLink>
          <ViewLink href={to({ view: "table" })} name="As a table" current={view === "table"}>
            <List />
          </ViewLink>
        </div>
      </div>
      <StatusFilter current={query.status} hrefOf={(status) => to({ status })} />
    </div>
  );
}

function ViewLink({
  href,
  name,
  current,
  children,
}: {
  href: string;
  name: string;
  current: boolean;
  children: React.ReactNode;
}) {
  return (
    <Link
      href={href}
      aria-label={name}
      title={name}
      aria-current={current ? "true" : undefined}
      className={cn(
        "grid size-8.5 place-items-center rounded-md text-secondary hover:text-foreground [&_svg]:size-4",
        current && "bg-muted-strong text-foreground",
      )}
    >
      {children}
    </Link>
  );
}
