"use client";
import { useState, type FormEvent } from "react";
import {
  addPasskeyAction,
  beginPasskeyAction,
  removePasskeyAction,
} from "@/app/(dashboard)/settings/actions";
import { DialogContent } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { ActionFailure } from "@/lib/api/action-result";
import { DialogForm } from "./dialog-form";
import { useProof } from "./use-proof";

/** What stands above the form: what is wrong with a field of the proof stands beside that. */
const problemOf = ({ errors, message }: ActionFailure): string | null =>
  errors?.step_up || errors?.password || errors?.code ? null : message;

export function AddPasskeyDialog({ onDone }: { onDone: (name: string) => void }) {
  const { prove, fields } = useProof();
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  async function add(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const name = String(new FormData(event.currentTarget).get("name")).trim();
    if (!name) return setProblem("Write a name, by which you will know the device.");
    setPending(true);
    setProblem(await addNamed(name));
    setPending(false);
  }

  async function addNamed(name: string): Promise<string | null> {
    const asked = await prove(() => beginPasskeyAction({}));
    if (!asked.ok) return problemOf(asked.error);
    const [{ startRegistration }, { sayWhy }] = await Promise.all([
      import("@simplewebauthn/browser"),
      import("@/components/accounts/sign-in-with-passkey"),
    ]);
    const response = await startRegistration({ optionsJSON: asked.data }).catch((error: unknown) =>
      sayWhy(error),
    );
    if (typeof response === "string") return response;
    const added = await addPasskeyAction({ name, response });
    if (!added.ok) return added.error.message;
    onDone(name);
    return null;
  }

  return (
    <DialogContent
      title="Add a passkey"
      description="Your browser asks which device to use, and the device asks you to unlock it."
    >
      <DialogForm onSubmit={add} problem={problem} pending={pending} send="Go on">
        <Field label="Name" hint="By which you know the device, such as Phone.">
          {(attributes) => <Input {...attributes} name="name" maxLength={60} autoFocus autoComplete="off" />}
        </Field>
        {fields}
      </DialogForm>
    </DialogContent>
  );
}

export function RemovePasskeyDialog({ id, name, onDone }: { id: string; name: string; onDone: () => void }) {
  const { prove, fields } = useProof();
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  async function remove(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    setPending(true);
    const removed = await prove(() => removePasskeyAction({ id }));
    setPending(false);
    if (removed.ok) return onDone();
    setProblem(problemOf(removed.error));
  }

  return (
    <DialogContent
      title={`Remove ${name}?`}
      description="That device signs in no more. Sessions that it began go on; end them under Sessions."
    >
      <DialogForm onSubmit={remove} problem={problem} pending={pending} send="Remove it" look="danger">
        {fields}
      </DialogForm>
    </DialogContent>
  );
}
