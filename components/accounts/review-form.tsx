"use client";
import { useActionState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/input";

export interface ReviewRefusal {
  message: string;
  /** What was written, so that nobody writes it twice. */
  statement: string;
}

/** Asks for a review of a suspension. It needs no script: without one the page comes back and says what was wrong. */
export function ReviewForm({
  ask,
}: {
  ask: (before: ReviewRefusal | null, form: FormData) => Promise<ReviewRefusal | null>;
}) {
  const [refusal, send, pending] = useActionState(ask, null);
  return (
    <form action={send} className="mt-3 grid gap-2">
      <Field label="What speaks against it" error={refusal?.message}>
        {(attributes) => (
          <Textarea
            {...attributes}
            name="statement"
            required
            maxLength={2000}
            rows={3}
            defaultValue={refusal?.statement}
          />
        )}
      </Field>
      <Button type="submit" disabled={pending} className="justify-self-start">
        Ask for a review
      </Button>
    </form>
  );
}
