"use client";
import Link from "next/link";
import { Ago } from "@/components/ui/ago";
import { Card } from "@/components/ui/card";
import { Table, Td, Th } from "@/components/ui/table";
import type { Generation } from "@/lib/generations/schema";
import { nameGeneration } from "./name-generation";
import { qualityLabels } from "./quality-names";
import { SelectBox } from "./select-box";
import { StatusBadge } from "./status-badge";

/** The same page as rows: more of each at a glance. */
export function GenerationTable({
  generations,
  ticked,
  onTick,
}: {
  generations: readonly Generation[];
  ticked: ReadonlySet<string>;
  onTick: (id: string) => void;
}) {
  return (
    <Card className="overflow-hidden">
      <Table aria-label="Generations" topmost className="[&_td]:px-3 [&_th]:px-3">
        <thead>
          <tr>
            <Th className="w-10 px-2">
              <span className="sr-only">Select</span>
            </Th>
            <Th className="px-2">Model</Th>
            <Th>Status</Th>
            <Th>Engine</Th>
            <Th>Quality</Th>
            <Th>Size</Th>
            <Th>Credits</Th>
            <Th>Made</Th>
          </tr>
        </thead>
        <tbody>
          {generations.map((generation) => (
            <tr key={generation.id} className="hover:bg-muted/40">
              <Td className="px-2 py-1">
                <SelectBox
                  shown
                  name={nameGeneration(generation)}
                  checked={ticked.has(generation.id)}
                  onChange={() => onTick(generation.id)}
                />
              </Td>
              <Td className="px-2 py-1.5">
                <Link
                  href={`/generations/${generation.id}`}
                  className="flex items-center gap-3 font-medium hover:text-accent-text"
                >
                  <span className="stage size-10 shrink-0 overflow-hidden rounded-lg">
                    {generation.thumbnail_url && (
                      <img
                        src={generation.thumbnail_url}
                        alt=""
                        loading="lazy"
                        className="size-full object-cover"
                      />
                    )}
                  </span>
                  <bdi className="block max-w-64 truncate">{nameGeneration(generation)}</bdi>
                </Link>
              </Td>
              <Td>
                <StatusBadge status={generation.status} />
              </Td>
              <Td className="text-secondary">{generation.engine ?? generation.engine_requested}</Td>
              <Td className="text-secondary">{qualityLabels[generation.quality]}</Td>
              <Td className="text-secondary tabular-nums">{generation.size_mm} mm</Td>
              <Td className="text-secondary tabular-nums">
                {generation.test ? "free" : generation.credits_used}
              </Td>
              <Td className="text-secondary">
                <Ago time={generation.created_at} />
              </Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Card>
  );
}
