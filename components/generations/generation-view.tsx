"use client";
import { CircleSlash, CircleX, Trash2 } from "lucide-react";
import { Card } from "@/components/ui/card";
import { cn } from "@/components/ui/class-names";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/button";
import { PageHeader } from "@/components/ui/page-header";
import { ModelViewer } from "@/components/viewer/model-viewer";
import type { Generation } from "@/lib/generations/schema";
import { AwaitedResult } from "./awaited-result";
import { CallbackCard } from "./callback-card";
import { DownloadList } from "./download-list";
import { FeedbackCard } from "./feedback-card";
import { fullFile } from "./full-file";
import { GenerationActions } from "./generation-actions";
import { LiveProgress } from "./live-progress";
import { isLive, nameGeneration } from "./name-generation";
import { ReceiptCard } from "./receipt-card";
import { ReportCard } from "./report-card";
import { SettingsList } from "./settings-list";
import { SlicerMenu } from "./slicer-menu";
import { StatusBadge } from "./status-badge";
import { Timeline } from "./timeline";
import { useGeneration } from "./use-generation";
import { useStableUrl } from "./use-stable-url";

/** A generation's page: progress while it runs, then the model in 3D, its report and its files. */
export function GenerationView({ initial, project }: { initial: Generation; project?: string }) {
  const { generation, gone } = useGeneration(initial, { stream: true });
  const name = nameGeneration(generation);
  const live = isLive(generation);
  const hasResult = generation.files.length > 0 || generation.report !== null;
  if (gone) return <DeletedMeanwhile name={name} />;
  return (
    <>
      <PageHeader
        title={
          <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <bdi className="line-clamp-2 min-w-0 [overflow-wrap:anywhere]">{name}</bdi>
            <StatusBadge status={generation.status} />
          </span>
        }
        action={<GenerationActions generation={generation} />}
      />
      <div className="grid items-start gap-5 xl:grid-cols-[minmax(0,1fr)_21rem]">
        <Card className="relative h-[min(70vh,38rem)] min-h-88 overflow-hidden">
          <Stage generation={generation} name={name} />
        </Card>
        {(hasResult || live) && (
          <div className="grid min-w-0 items-start gap-5 sm:max-xl:grid-cols-2 xl:row-span-2">
            {generation.files.length > 0 && (
              <DownloadList
                files={generation.files}
                name={fileName(name)}
                action={<SlicerMenu id={generation.id} />}
              />
            )}
            {generation.report && <ReportCard report={generation.report} />}
            {live && !hasResult && <AwaitedResult />}
          </div>
        )}
        <div
          className={cn(
            "grid min-w-0 items-start gap-5 sm:grid-cols-2",
            !hasResult && !live && "xl:grid-cols-1",
          )}
        >
          <div className="grid min-w-0 gap-5">
            <SettingsList generation={generation} project={project} />
            {generation.status === "completed" && (
              <FeedbackCard id={generation.id} feedback={generation.feedback} />
            )}
          </div>
          <div className="grid min-w-0 gap-5">
            {generation.input_url && <InputPicture url={generation.input_url} />}
            <Timeline generation={generation} />
            {generation.webhook_url && (
              <CallbackCard url={generation.webhook_url} callback={generation.callback} />
            )}
            {!live && <ReceiptCard id={generation.id} status={generation.status} />}
          </div>
        </div>
      </div>
    </>
  );
}

/** In another window, by somebody else, or because its time had come. */
function DeletedMeanwhile({ name }: { name: string }) {
  return (
    <Card>
      <EmptyState
        icon={Trash2}
        title="Deleted meanwhile"
        action={<LinkButton href="/generations">All generations</LinkButton>}
      >
        “<bdi>{name}</bdi>” is no longer kept. What it cost stays in your ledger.
      </EmptyState>
    </Card>
  );
}

/** Pieces of a split model lie side by side, larger than the model: their own measures hold. */
const shownSize = ({ report }: Generation) =>
  (report?.pieces?.length ?? 1) > 1 ? undefined : report?.size_mm;

function Stage({ generation, name }: { generation: Generation; name: string }) {
  const preview = useStableUrl(generation.preview_url);
  const thumbnail = useStableUrl(generation.thumbnail_url);
  if (isLive(generation)) return <LiveProgress generation={generation} />;
  if (generation.status === "completed" && preview)
    return (
      <ModelViewer
        src={preview}
        poster={thumbnail}
        name={name}
        sizeMm={shownSize(generation)}
        full={fullFile(generation)}
        triangles={generation.report?.triangles}
        volumeMm3={generation.report?.volume_mm3}
        className="h-full"
      />
    );
  if (generation.status === "cancelled")
    return (
      <EmptyState icon={CircleSlash} title="Cancelled" className="h-full justify-center">
        It was stopped before it finished, and it cost nothing.
      </EmptyState>
    );
  return (
    <EmptyState
      icon={CircleX}
      title="No model could be made"
      className="h-full justify-center"
      action={
        <LinkButton href="/generate" look="primary">
          Try another picture
        </LinkButton>
      }
    >
      {generation.error?.message ?? "The engine gave up."} It cost nothing.
    </EmptyState>
  );
}

function InputPicture({ url }: { url: string }) {
  const stable = useStableUrl(url);
  return (
    <Card className="overflow-hidden">
      <h2 className="px-5 pt-4 pb-3 text-[15px] font-semibold tracking-tight">Picture</h2>
      {stable && (
        <img
          src={stable}
          alt="The picture that the model was made from"
          className="max-h-64 w-full border-t border-line bg-muted object-contain"
        />
      )}
    </Card>
  );
}

const fileName = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-|-$/g, "")
    .slice(0, 48) || "model";
