"use client";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

/** Where a code of the authenticator is typed; phones offer the one that they know. */
export function CodeField({ error, hint, focused }: { error?: string; hint?: string; focused?: boolean }) {
  return (
    <Field label="Code" error={error} hint={hint}>
      {(attributes) => (
        <Input
          {...attributes}
          name="code"
          autoComplete="one-time-code"
          autoCapitalize="characters"
          spellCheck={false}
          maxLength={40}
          autoFocus={focused}
        />
      )}
    </Field>
  );
}
