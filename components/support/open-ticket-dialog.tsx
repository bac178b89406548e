"use client";
import { Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { openTicketAction } from "@/app/(dashboard)/support/actions";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent, DialogTrigger } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input, Textarea } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { toast } from "@/components/ui/toast-store";
import { useForm } from "@/components/ui/use-form";

/** Asks what it is about; `about` is a model that the question comes from, and opens the form at once. */
export function OpenTicketDialog({ about }: { about?: string }) {
  const [open, setOpen] = useState(about !== undefined);
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button look="primary">
          <Plus aria-hidden className="size-4" /> Ask a question
        </Button>
      </DialogTrigger>
      <DialogContent
        className="max-w-lg"
        title="Ask a question"
        description="Leave out keys and passwords: nobody here will ever need them."
      >
        <TicketForm about={about} />
      </DialogContent>
    </Dialog>
  );
}

function TicketForm({ about }: { about?: string }) {
  const router = useRouter();
  const { form, pending, errorOf, problem } = useForm({
    schema: async () => (await import("@/lib/support/schema")).OpenTicket,
    read: (data) => {
      const generation = String(data.get("generation_id")).trim();
      return {
        subject: String(data.get("subject")),
        message: String(data.get("message")),
        ...(generation && { generation_id: generation }),
      };
    },
    send: openTicketAction,
    onDone: ({ id }) => {
      toast({ title: "Your question is on its way" });
      router.push(`/support/${id}`);
    },
  });
  return (
    <form {...form} className="mt-5 grid gap-5">
      {problem && <Notice tone="danger">{problem}</Notice>}
      <Field label="Subject" error={errorOf("subject")}>
        {(attributes) => <Input {...attributes} name="subject" dir="auto" autoComplete="off" autoFocus />}
      </Field>
      <Field
        label="Message"
        error={errorOf("message")}
        hint="What you did, what came, and what you expected. A request id helps most."
      >
        {(attributes) => <Textarea {...attributes} name="message" dir="auto" rows={6} />}
      </Field>
      <Field
        label="Generation"
        error={errorOf("generation_id")}
        aside={<span className="text-xs text-faint">optional</span>}
      >
        {(attributes) => (
          <Input
            {...attributes}
            name="generation_id"
            placeholder="gen_…"
            defaultValue={about}
            autoComplete="off"
            spellCheck={false}
            className="font-mono"
          />
        )}
      </Field>
      <Button type="submit" look="primary" pending={pending} className="justify-self-end">
        Send
      </Button>
    </form>
  );
}
