"use client";
import { useState } from "react";
import { acceptInvitationAction } from "@/app/(dashboard)/settings/people-actions";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { loadAnew } from "./load-anew";

export function JoinButton({ token }: { token: string }) {
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  async function join() {
    setPending(true);
    const result = await acceptInvitationAction({ token });
    if (result.ok) return loadAnew("/overview");
    setPending(false);
    setProblem(result.error.message);
  }

  return (
    <div className="grid justify-items-start gap-3 px-5">
      {problem && <Notice tone="danger">{problem}</Notice>}
      <Button look="primary" pending={pending} onClick={join}>
        Join
      </Button>
    </div>
  );
}
