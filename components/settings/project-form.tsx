"use client";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { createProjectAction, updateProjectAction } from "@/app/(dashboard)/settings/actions";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { Select } from "@/components/ui/select";
import { toast } from "@/components/ui/toast-store";
import { useForm } from "@/components/ui/use-form";
import type { Project } from "@/lib/privacy/schema";
import { useRules } from "./use-rules";

const UNSAID = "unsaid";
const words = [
  { value: UNSAID, label: "As the organization says" },
  { value: "allow", label: "This project agrees", hint: "As far as organization and request do" },
  { value: "deny", label: "Never", hint: "Also nothing that was sent before" },
];

/** A new project, or another name and other rules for one. */
export function ProjectForm({
  project,
  processors,
  onDone,
}: {
  project?: Project;
  processors: readonly string[];
  onDone: () => void;
}) {
  const router = useRouter();
  const [word, setWord] = useState<string>(project?.training_consent ?? UNSAID);
  // A rule that the API set says the same no.
  const { training, ...rules } = project?.processing ?? {};
  const denied = training === "deny" && word !== "deny";
  const { fields, read } = useRules(rules, {
    processors,
    otherwise: "As the organization says",
    training: (
      <Field label="Improving models with it" hint={denied ? "A rule of the API denies it." : undefined}>
        {({ id }) => <Select id={id} value={word} onChange={setWord} options={words} />}
      </Field>
    ),
  });
  const { form, pending, errorOf, problem } = useForm({
    schema: async () => (await import("@/lib/privacy/schema")).CreateProject,
    read: (data) => ({
      name: String(data.get("name")),
      processing: { ...read(data), ...(training && { training }) },
      training_consent: word === UNSAID ? null : (word as "allow" | "deny"),
    }),
    send: (request) =>
      project ? updateProjectAction({ id: project.id, change: request }) : createProjectAction(request),
    onDone: ({ name }) => {
      toast({ title: project ? `“${name}” is saved` : `“${name}” is made` });
      router.refresh();
      onDone();
    },
  });
  return (
    <form {...form} className="mt-5 grid gap-5 sm:grid-cols-2">
      {problem && (
        <Notice tone="danger" className="sm:col-span-2">
          {problem}
        </Notice>
      )}
      <div className="sm:col-span-2">
        <Field label="Name" error={errorOf("name")}>
          {(attributes) => (
            <Input
              {...attributes}
              name="name"
              placeholder="Web shop"
              defaultValue={project?.name}
              maxLength={100}
              autoFocus
              autoComplete="off"
            />
          )}
        </Field>
      </div>
      {fields((name) => errorOf(`processing.${name}`))}
      <Button type="submit" look="primary" pending={pending} className="justify-self-end sm:col-span-2">
        {project ? "Save" : "Make the project"}
      </Button>
    </form>
  );
}
