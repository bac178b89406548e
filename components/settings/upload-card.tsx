"use client";
import { FileUp, Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { deleteUploadAction } from "@/app/(dashboard)/settings/actions";
import { Ago } from "@/components/ui/ago";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { EmptyState } from "@/components/ui/empty-state";
import { formatBytes, formatMoment } from "@/components/ui/format";
import { toast } from "@/components/ui/toast-store";
import type { Upload } from "@/lib/uploads/schema";

/** Files that were sent ahead and wait to be used. */
export function UploadCard({
  uploads,
  more,
  mayDelete,
}: {
  uploads: readonly Upload[];
  more: boolean;
  mayDelete: boolean;
}) {
  const router = useRouter();

  async function remove(id: string) {
    const result = await deleteUploadAction({ id });
    if (!result.ok) return toast({ tone: "danger", title: "Not deleted", description: result.error.message });
    toast({ title: "The file is gone" });
    router.refresh();
  }

  return (
    <Card>
      <CardHeader
        title="Files sent ahead"
        description="By POST /uploads. Each goes by itself when nothing uses it."
      />
      {uploads.length === 0 ? (
        <EmptyState icon={FileUp} title="None now" className="border-t border-line py-10">
          Send a picture or a mesh once, and name it in as many calls as you like.
        </EmptyState>
      ) : (
        <ul className="border-t border-line">
          {uploads.map((upload) => (
            <li
              key={upload.id}
              className="flex items-center gap-4 border-b border-line px-5 py-3 text-sm last:border-b-0"
            >
              <div className="min-w-0 flex-1">
                <p className="truncate font-medium">{upload.filename ?? upload.id}</p>
                <p className="text-note text-faint">
                  {upload.content_type}, {formatBytes(upload.bytes)}, sent <Ago time={upload.created_at} />,
                  kept until {formatMoment(upload.expires_at)}
                </p>
              </div>
              {mayDelete && (
                <ConfirmDialog
                  trigger={
                    <Button
                      look="ghost"
                      size="icon-small"
                      aria-label={`Delete ${upload.filename ?? upload.id}`}
                    >
                      <Trash2 aria-hidden className="size-4" />
                    </Button>
                  }
                  title="Delete this file?"
                  confirm="Delete it"
                  onConfirm={() => remove(upload.id)}
                >
                  Its bytes are erased at once. Models that were made of it stay.
                </ConfirmDialog>
              )}
            </li>
          ))}
        </ul>
      )}
      {more && (
        <p className="border-t border-line px-5 py-3 text-note text-faint">
          The newest 100 are shown; GET /uploads lists them all.
        </p>
      )}
    </Card>
  );
}
