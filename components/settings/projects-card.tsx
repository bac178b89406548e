"use client";
import { Archive, ArchiveRestore, FolderKanban, Pencil, Plus } from "lucide-react";
import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import { useState, type ReactNode } from "react";
import { updateProjectAction } from "@/app/(dashboard)/settings/actions";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Dialog, DialogContent, DialogTrigger } from "@/components/ui/dialog";
import { EmptyState } from "@/components/ui/empty-state";
import { toast } from "@/components/ui/toast-store";
import type { Project } from "@/lib/privacy/schema";
import { describeProject } from "./describe-project";

// Few pages are opened to change one.
const ProjectForm = dynamic(() => import("./project-form").then((file) => file.ProjectForm), { ssr: false });

/** Parts of the organization's work with rules of their own, each with its switches. */
export function ProjectsCard({
  projects,
  processors,
  mayChange,
}: {
  projects: readonly Project[];
  processors: readonly string[];
  mayChange: boolean;
}) {
  return (
    <Card>
      <CardHeader
        title="Projects"
        description="Stricter rules for a part of your work: its keys are held to them too."
        action={
          mayChange && (
            <ProjectDialog processors={processors}>
              <Button size="small">
                <Plus aria-hidden className="size-4" /> New project
              </Button>
            </ProjectDialog>
          )
        }
      />
      {projects.length === 0 ? (
        <EmptyState icon={FolderKanban} title="No project yet" className="border-t border-line py-10">
          Make one where a part of your work needs stricter rules than the rest, and give its keys to it.
        </EmptyState>
      ) : (
        <ul className="border-t border-line">
          {projects.map((project) => (
            <li
              key={project.id}
              className="flex items-center gap-3 border-b border-line px-5 py-3 text-sm last:border-b-0"
            >
              <div className="min-w-0 flex-1">
                <p className="flex items-center gap-2">
                  <bdi className="truncate font-medium">{project.name}</bdi>
                  {project.archived_at && <Badge>Archived</Badge>}
                </p>
                <p className="text-note [overflow-wrap:anywhere] text-secondary">
                  {describeProject(project)}
                </p>
              </div>
              {mayChange && <Changes project={project} processors={processors} />}
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

function Changes({ project, processors }: { project: Project; processors: readonly string[] }) {
  const router = useRouter();

  async function archive(archived: boolean) {
    const result = await updateProjectAction({ id: project.id, change: { archived } });
    toast(
      result.ok
        ? { title: archived ? `“${project.name}” is archived` : `“${project.name}” is restored` }
        : { tone: "danger", title: "Not changed", description: result.error.message },
    );
    router.refresh();
  }

  return (
    <span className="flex shrink-0 gap-1">
      <ProjectDialog project={project} processors={processors}>
        <Button look="ghost" size="icon-small" aria-label={`Edit ${project.name}`}>
          <Pencil aria-hidden className="size-4" />
        </Button>
      </ProjectDialog>
      {project.archived_at ? (
        <Button
          look="ghost"
          size="icon-small"
          aria-label={`Restore ${project.name}`}
          onClick={() => void archive(false)}
        >
          <ArchiveRestore aria-hidden className="size-4" />
        </Button>
      ) : (
        <ConfirmDialog
          trigger={
            <Button look="ghost" size="icon-small" aria-label={`Archive ${project.name}`}>
              <Archive aria-hidden className="size-4" />
            </Button>
          }
          title={`Archive “${project.name}”?`}
          confirm="Archive it"
          onConfirm={() => archive(true)}
        >
          Its keys still read what they made, and make nothing new. You can restore it at any time.
        </ConfirmDialog>
      )}
    </span>
  );
}

function ProjectDialog({
  project,
  processors,
  children,
}: {
  project?: Project;
  processors: readonly string[];
  children: ReactNode;
}) {
  const [open, setOpen] = useState(false);
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>{children}</DialogTrigger>
      <DialogContent
        className="max-w-xl"
        title={project ? "Edit the project" : "New project"}
        description="What is left open is as the organization says. Rules hold from the next submission on."
      >
        <ProjectForm project={project} processors={processors} onDone={() => setOpen(false)} />
      </DialogContent>
    </Dialog>
  );
}
