"use client";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast-store";
import type { ActionResult } from "@/lib/api/action-result";

/** Does one thing by a click, says so, and has the page drawn anew. */
export function StaffButton<Data>({
  name,
  done,
  act,
  onDone,
}: {
  name: string;
  done: string;
  act: () => Promise<ActionResult<Data>>;
  onDone?: (data: Data) => void;
}) {
  const router = useRouter();
  const [pending, setPending] = useState(false);
  async function run() {
    setPending(true);
    const result = await act().finally(() => setPending(false));
    if (!result.ok) return toast({ tone: "danger", title: "Not done", description: result.error.message });
    onDone?.(result.data);
    toast({ title: done });
    router.refresh();
  }
  return (
    <Button size="small" pending={pending} onClick={() => void run()}>
      {name}
    </Button>
  );
}
