"use client";
import { ListChecks, RotateCcw } from "lucide-react";
import { useRouter } from "next/navigation";
import { restartJobAction } from "@/app/admin/actions";
import { Badge, type Tone } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { formatMoment } from "@/components/ui/format";
import { Table, Td, Th } from "@/components/ui/table";
import { toast } from "@/components/ui/toast-store";

export interface ShownJob {
  id: string;
  job: string;
  state: "waiting" | "running" | "retrying" | "exhausted";
  attempts: string;
  error: string | null;
  run_at: string;
}

const tones: Record<ShownJob["state"], Tone> = {
  waiting: "neutral",
  running: "info",
  retrying: "warning",
  exhausted: "danger",
};

/** Work that is not done: what waits, runs, is tried again or gave up. */
export function JobBoard({ jobs }: { jobs: readonly ShownJob[] }) {
  const router = useRouter();

  async function restart(id: string) {
    const result = await restartJobAction({ id });
    if (!result.ok) return toast({ tone: "danger", title: "Not started", description: result.error.message });
    toast({ title: `Job ${id} starts again` });
    router.refresh();
  }

  if (jobs.length === 0)
    return (
      <EmptyState icon={ListChecks} title="Everything is done">
        A job leaves this board when it has succeeded.
      </EmptyState>
    );
  return (
    <Table aria-label="Jobs" topmost>
      <thead>
        <tr>
          <Th>Job</Th>
          <Th>State</Th>
          <Th>Tries</Th>
          <Th>Due</Th>
          <Th>
            <span className="sr-only">Actions</span>
          </Th>
        </tr>
      </thead>
      <tbody>
        {jobs.map((job) => (
          <tr key={job.id}>
            <Td>
              <span className="font-mono text-note">{job.job}</span>
              {job.error && (
                <span className="block max-w-md truncate text-xs text-danger" title={job.error}>
                  {job.error}
                </span>
              )}
            </Td>
            <Td>
              <Badge tone={tones[job.state]}>{job.state}</Badge>
            </Td>
            <Td className="text-secondary tabular-nums">{job.attempts}</Td>
            <Td className="text-secondary tabular-nums">{formatMoment(job.run_at)}</Td>
            <Td className="text-right">
              {job.state !== "running" && (
                <Button size="small" onClick={() => restart(job.id)} aria-label={`Start now, job ${job.id}`}>
                  <RotateCcw aria-hidden className="size-4" /> Start now
                </Button>
              )}
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
