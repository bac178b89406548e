"use client";
import { useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent, type ReactNode } from "react";
import { renameKeyAction } from "@/app/(dashboard)/keys/actions";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent, DialogTrigger } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { ApiKey } from "@/lib/keys/schema";

export function RenameKeyDialog({ apiKey, trigger }: { apiKey: ApiKey; trigger: ReactNode }) {
  const client = useQueryClient();
  const [open, setOpen] = useState(false);
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<string>();

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    setPending(true);
    const name = String(new FormData(event.currentTarget).get("name"));
    const result = await renameKeyAction({ id: apiKey.id, name });
    setPending(false);
    setProblem(result.ok ? undefined : result.error.message);
    if (!result.ok) return;
    setOpen(false);
    await client.invalidateQueries({ queryKey: ["keys"] });
  }

  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>{trigger}</DialogTrigger>
      <DialogContent title="Rename the key" description={apiKey.masked}>
        <form onSubmit={submit} className="mt-5 grid gap-5">
          <Field label="Name" error={problem}>
            {(attributes) => (
              <Input
                {...attributes}
                name="name"
                defaultValue={apiKey.name}
                maxLength={100}
                required
                autoFocus
              />
            )}
          </Field>
          <Button type="submit" look="primary" pending={pending} className="justify-self-end">
            Save
          </Button>
        </form>
      </DialogContent>
    </Dialog>
  );
}
