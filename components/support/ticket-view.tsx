"use client";
import { ArrowLeft } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { toast } from "@/components/ui/toast-store";
import { useForm } from "@/components/ui/use-form";
import type { ActionResult } from "@/lib/api/action-result";
import type { TicketWithMessages } from "@/lib/support/schema";
import { TicketMessages } from "./ticket-messages";
import { TicketState } from "./ticket-state";

interface TicketViewProps {
  ticket: TicketWithMessages;
  /** Who looks at it. */
  side: "person" | "staff";
  write: (input: { id: string; message: string }) => Promise<ActionResult<unknown>>;
  close: (input: { id: string }) => Promise<ActionResult<unknown>>;
}

/** One ticket with its conversation, for whoever asks and for whoever answers. */
export function TicketView({ ticket, side, write, close }: TicketViewProps) {
  const router = useRouter();
  const { id, generation_id: generationId } = ticket;
  const home = side === "staff" ? "/admin/tickets" : "/support";
  const { form, pending, errorOf, problem } = useForm({
    schema: async () => (await import("@/lib/support/schema")).WriteMessage,
    read: (data) => ({ message: String(data.get("message")) }),
    send: ({ message }) => write({ id, message }),
    onDone: () => {
      form.ref.current?.reset();
      router.refresh();
    },
  });

  async function end() {
    const result = await close({ id });
    toast(
      result.ok
        ? { title: "Closed", description: "A further message opens it again." }
        : { tone: "danger", title: "Not closed", description: result.error.message },
    );
    router.refresh();
  }

  return (
    <div className="mx-auto max-w-3xl">
      <Link
        href={home}
        className="mb-3 inline-flex items-center gap-1.5 text-note text-secondary hover:text-foreground"
      >
        <ArrowLeft aria-hidden className="size-4" /> {side === "staff" ? "Tickets" : "Support"}
      </Link>
      <PageHeader
        title={
          <span dir="auto" className="[overflow-wrap:anywhere]">
            {ticket.subject}
          </span>
        }
        description={
          <span className="flex flex-wrap items-center gap-2">
            <TicketState status={ticket.status} />
            {generationId && side === "person" && (
              <Link href={`/generations/${generationId}`} className="font-mono text-note underline">
                {generationId}
              </Link>
            )}
            {generationId && side === "staff" && <code className="font-mono text-note">{generationId}</code>}
          </span>
        }
        action={ticket.status !== "closed" && <Button onClick={end}>Close it</Button>}
      />
      <TicketMessages messages={ticket.messages} side={side} />
      <Card className="mt-5 p-5">
        <form {...form} className="grid gap-4">
          {problem && <Notice tone="danger">{problem}</Notice>}
          <Field
            label={side === "staff" ? "Answer" : "Write back"}
            error={errorOf("message")}
            hint={side === "staff" ? "Whoever asked is told by mail that there is an answer." : undefined}
          >
            {(attributes) => <Textarea {...attributes} name="message" dir="auto" rows={4} />}
          </Field>
          <Button type="submit" look="primary" pending={pending} className="justify-self-end">
            Send
          </Button>
        </form>
      </Card>
    </div>
  );
}
