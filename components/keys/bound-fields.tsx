"use client";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { ActionFailure } from "@/lib/api/action-result";
import type { KeyBounds } from "./read-bounds";

/** What a key is held to: a monthly cap, addresses, web pages. All may be left empty. */
export function BoundFields({
  initial,
  live,
  failure,
}: {
  initial?: KeyBounds;
  live: boolean;
  failure: ActionFailure | null;
}) {
  return (
    <>
      <Field label="Monthly cap (optional)" error={errorOf(failure, "monthly_credit_cap")}>
        {(attributes) => (
          <Input
            {...attributes}
            name="cap"
            inputMode="numeric"
            placeholder={live ? "No cap, or credits such as 1000" : "Test keys spend no credits"}
            defaultValue={initial?.monthly_credit_cap ?? ""}
            autoComplete="off"
          />
        )}
      </Field>
      <Field label="Only from (optional)" error={errorOf(failure, "allowed_addresses")}>
        {(attributes) => (
          <Input
            {...attributes}
            name="addresses"
            placeholder="Anywhere, or 203.0.113.7, 198.51.100.0/24"
            defaultValue={initial?.allowed_addresses.join(", ")}
            autoComplete="off"
          />
        )}
      </Field>
      <Field
        label="Web pages (optional)"
        error={errorOf(failure, "allowed_origins")}
        hint={live ? "Visitors of these pages can read the key. Servers need none." : undefined}
      >
        {(attributes) => (
          <Input
            {...attributes}
            name="origins"
            placeholder={live ? "None, or https://shop.example" : "Any, for test keys"}
            defaultValue={initial?.allowed_origins.join(", ")}
            autoComplete="off"
          />
        )}
      </Field>
    </>
  );
}

/** The first message about a field or about an entry of its list. */
export function errorOf(failure: ActionFailure | null, field: string): string | undefined {
  const found = Object.entries(failure?.errors ?? {}).find(([path]) =>
    path.replace(/^change\./, "").startsWith(field),
  );
  return found?.[1][0];
}
