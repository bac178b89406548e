"use client";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";

/** A project as far as keys need to know it. */
export interface KeyProject {
  id: string;
  name: string;
  archived: boolean;
}

const NONE = "none";

/** Which project a key belongs to; nothing where there is none to choose. */
export function ProjectField({
  projects,
  value,
  onChange,
  error,
}: {
  projects: readonly KeyProject[];
  value: string | null;
  onChange: (id: string | null) => void;
  error?: string;
}) {
  const open = projects.filter(({ id, archived }) => !archived || id === value);
  if (open.length === 0) return null;
  return (
    <Field label="Project" error={error} hint="Its rules hold as well for what the key sends.">
      {({ id }) => (
        <Select
          id={id}
          value={value ?? NONE}
          onChange={(chosen) => onChange(chosen === NONE ? null : chosen)}
          options={[
            { value: NONE, label: "None" },
            ...open.map(({ id: project, name, archived }) => ({
              value: project,
              label: archived ? `${name}, archived` : name,
            })),
          ]}
        />
      )}
    </Field>
  );
}
