"use client";
import { useQuery } from "@tanstack/react-query";
import { Box } from "lucide-react";
import { useDeferredValue } from "react";
import { getGenerationAction, listGenerationsAction } from "@/app/(dashboard)/generations/actions";
import { nameGeneration } from "@/components/generations/name-generation";
import { unwrapAction } from "@/components/shell/unwrap-action";
import { formatDate } from "@/components/ui/format";
import type { Generation } from "@/lib/generations/schema";
import { PaletteGroup, PaletteItem } from "./palette-item";

const MOST = 5;

/** The organization's models that a text is about: by their id, or by a word of their prompt. */
export function FoundGenerations({ text, onChoose }: { text: string; onChoose: (href: string) => void }) {
  const wanted = useDeferredValue(text.trim());
  const { data = [] } = useQuery({
    queryKey: ["found-generations", wanted],
    queryFn: () => find(wanted),
    enabled: wanted.length > 1,
    staleTime: 30_000,
    placeholderData: (before) => before,
  });
  if (wanted.length < 2 || data.length === 0) return null;
  return (
    <PaletteGroup heading="Models">
      {data.map((generation) => (
        <PaletteItem
          key={generation.id}
          icon={<Box />}
          // What the server has found is shown, however the palette itself would rank it.
          value={`${generation.id} ${text}`}
          words={[text]}
          onSelect={() => onChoose(`/generations/${generation.id}`)}
        >
          {nameGeneration(generation)}{" "}
          <span className="text-faint">
            {generation.status}, {formatDate(generation.created_at)}
          </span>
        </PaletteItem>
      ))}
    </PaletteGroup>
  );
}

async function find(text: string): Promise<Generation[]> {
  if (/^gen_[0-9A-Za-z]{22}$/.test(text)) {
    const found = await getGenerationAction({ id: text });
    return found.ok ? [found.data] : [];
  }
  return (await unwrapAction(listGenerationsAction({ text, limit: MOST }))).data;
}
