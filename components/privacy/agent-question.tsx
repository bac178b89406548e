"use client";
import { useEffect, useState } from "react";
import { agreeToAgentAction, readAgentRequestAction } from "@/app/(site)/privacy/request/actions";
import type { RightsWords } from "@/components/site/words/rights-english";
import { sayIn } from "@/components/site/words/refusals";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { DetailList } from "@/components/ui/detail-list";
import { Notice } from "@/components/ui/notice";
import type { ActionResult } from "@/lib/api/action-result";
import type { AgentRequest } from "@/lib/privacy/schema";
import { useHash } from "./use-hash";

/** What somebody asks in the reader's name, and their own word on it. */
export function AgentQuestion({ words }: { words: RightsWords }) {
  const hash = useHash();
  const [result, setResult] = useState<ActionResult<AgentRequest> | null>(null);
  const [said, setSaid] = useState<"pending" | "agreed" | "declined" | null>(null);
  const [id = "", token = ""] = (hash ?? "").split(".");
  useEffect(() => {
    if (token) void readAgentRequestAction({ id, token }).then(setResult);
  }, [id, token]);

  async function say(agreed: boolean) {
    setSaid("pending");
    const answer = await agreeToAgentAction({ id, token, agreed });
    if (answer.ok) return setSaid(agreed ? "agreed" : "declined");
    setSaid(null);
    setResult(answer);
  }

  if (said === "agreed" || said === "declined") return <Notice tone="success">{words.agree[said]}</Notice>;
  if (hash !== null && !token) return <Notice>{words.status.none}</Notice>;
  if (!result) return <p className="text-sm text-secondary">{words.status.loading}</p>;
  if (!result.ok) return <Notice tone="danger">{sayIn(words.refusals, result.error).message}</Notice>;
  const { agent, kind, message } = result.data;
  return (
    <Card>
      <DetailList
        className="px-5 py-4"
        rows={[
          [words.agree.who, [agent.name, agent.company, agent.email].filter(Boolean).join(", ")],
          [words.agree.wants, words.kinds[kind]],
          [words.agree.permission, agent.permission],
          ...(message ? [[words.agree.message, message] as const] : []),
        ]}
      />
      <div className="flex flex-wrap justify-end gap-2 border-t border-line px-5 py-4">
        <Button disabled={said === "pending"} onClick={() => void say(false)}>
          {words.agree.no}
        </Button>
        <Button look="primary" pending={said === "pending"} onClick={() => void say(true)}>
          {words.agree.yes}
        </Button>
      </div>
    </Card>
  );
}
