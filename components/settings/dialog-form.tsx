import type { ComponentProps } from "react";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";

interface DialogFormProps extends ComponentProps<"form"> {
  /** What is wrong with no field in particular. */
  problem?: string | null;
  pending: boolean;
  /** What the button says that sends it. */
  send: string;
  look?: "primary" | "danger";
}

/** The form of a dialog: what is wrong, the fields, and the button that sends them. */
export function DialogForm({ problem, pending, send, look = "primary", children, ...form }: DialogFormProps) {
  return (
    <form {...form} className="mt-4 grid gap-5">
      {problem && <Notice tone="danger">{problem}</Notice>}
      {children}
      <Button type="submit" look={look} pending={pending} className="justify-self-end">
        {send}
      </Button>
    </form>
  );
}
