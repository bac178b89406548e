import { Boxes } from "lucide-react";
import { Ago } from "@/components/ui/ago";
import { Badge, type Tone } from "@/components/ui/badge";
import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { Progress } from "@/components/ui/progress";
import { Skeleton, SkeletonRows } from "@/components/ui/skeleton";
import { DesignSection, Example } from "./design-section";

const tones: readonly Tone[] = ["neutral", "accent", "success", "warning", "danger", "info"];

/** What a place says of itself: empty, on its way, well or not. */
export function ShowStates() {
  return (
    <DesignSection
      title="States"
      rule="An empty place says what it will hold and offers the step that fills it. Something on its way keeps its shape. A failure says what happened and what to do next."
    >
      <Example name="Badge, Ago">
        {tones.map((tone) => (
          <Badge key={tone} tone={tone}>
            {tone}
          </Badge>
        ))}
        <Ago time="2026-01-05T08:30:00Z" className="text-sm text-secondary" />
      </Example>
      <div className="grid gap-2">
        <Notice title="Info">Something that matters now.</Notice>
        <Notice tone="success">Something that went well and has a consequence.</Notice>
        <Notice tone="warning">Something to do before it becomes a failure.</Notice>
        <Notice tone="danger">What went wrong, and what to do.</Notice>
      </div>
      <Progress value={64} label="Making the model" />
      <Example name="Skeleton">
        <Skeleton className="size-10 rounded-full" />
        <Skeleton className="h-4 w-48" />
      </Example>
      <div className="-mx-6">
        <SkeletonRows rows={2} label="Lines are on their way" />
      </div>
      <EmptyState
        icon={Boxes}
        title="Your models will stand here"
        action={
          <LinkButton href="/generate" look="primary">
            Make the first one
          </LinkButton>
        }
      >
        Each keeps its 3D view, its print report and its files.
      </EmptyState>
    </DesignSection>
  );
}
