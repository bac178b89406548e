"use client";
import { placeHoldAction, releaseHoldAction } from "@/app/admin/privacy/actions";
import { StaffButton } from "./staff-button";
import { StaffForm } from "./staff-form";

export function PlaceHoldForm() {
  return (
    <StaffForm
      label="Place a hold"
      fields={{
        user_id: { kind: "line", label: "Person", hint: "usr_…" },
        organization_id: { kind: "line", label: "Organization", hint: "org_…" },
        authority: { kind: "line", label: "Demanded by", hint: "With a file number.", wide: true },
        reason: { kind: "text", label: "Why" },
      }}
      schema={async () => (await import("@/lib/privacy/schema")).PlaceHold}
      send={placeHoldAction}
      submit="Place the hold"
      done="The hold is in force"
    />
  );
}

export const ReleaseHold = ({ id }: { id: string }) => (
  <StaffButton name="Release" done="The hold is released" act={() => releaseHoldAction({ id })} />
);
