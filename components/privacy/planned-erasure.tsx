"use client";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { cancelPrivacyRequestAction } from "@/app/(dashboard)/privacy/actions";
import { Button } from "@/components/ui/button";
import { formatMoment } from "@/components/ui/format";
import { Notice } from "@/components/ui/notice";
import { toast } from "@/components/ui/toast-store";
import type { PrivacyRequest } from "@/lib/privacy/schema";

/** Above all else while an erasure waits: when it begins, and how to undo it. */
export function PlannedErasure({ request }: { request: PrivacyRequest }) {
  const router = useRouter();
  const [pending, setPending] = useState(false);

  async function undo() {
    setPending(true);
    const result = await cancelPrivacyRequestAction({ id: request.id });
    setPending(false);
    toast(
      result.ok
        ? { title: "Undone", description: "Everything works again." }
        : { tone: "danger", title: "Not undone", description: result.error.message },
    );
    router.refresh();
  }

  return (
    <div data-erasure="planned">
      <Notice
        tone="warning"
        title={
          request.can_cancel
            ? `Everything is erased from ${formatMoment(request.starts_at)} on`
            : "The erasure is under way"
        }
      >
        Nothing new is processed until then; what runs was stopped.
        {request.can_cancel && (
          <Button size="small" pending={pending} onClick={undo} className="mt-2 block">
            Undo the erasure
          </Button>
        )}
      </Notice>
    </div>
  );
}
