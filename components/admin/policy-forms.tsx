"use client";
import {
  discardPolicyAction,
  draftPolicyAction,
  schedulePolicyAction,
} from "@/app/admin/privacy/policies/actions";
import type { PolicyDocument } from "@/lib/policies/schema";
import { StaffButton } from "./staff-button";
import { StaffForm } from "./staff-form";

const load = () => import("@/lib/policies/schema");

export function DraftForm({
  document,
  source,
  draft,
}: {
  document: PolicyDocument;
  source: string;
  draft: { version: number; summary: string; material: boolean } | null;
}) {
  return (
    <>
      <StaffForm
        label="Write the next version"
        more={{ document }}
        fields={{
          text: {
            kind: "document",
            label: "Text",
            value: source,
            hint: "Headings are numbered, points begin with a dash, {contact} stands for our address.",
          },
          summary: {
            kind: "line",
            label: "What changes",
            hint: "A sentence: it stands in the mail and in the banner.",
            value: draft?.summary,
            wide: true,
          },
          material: {
            kind: "choice",
            label: "The change is",
            value: draft?.material === false ? "no" : "yes",
            options: [
              { value: "yes", label: "material: announced and accepted anew" },
              { value: "no", label: "a correction: no notice" },
            ],
          },
        }}
        schema={async () => (await load()).DraftPolicy.omit({ material: true }).loose()}
        send={({ material, ...input }: Draft) =>
          draftPolicyAction({ ...input, material: material === "yes" })
        }
        submit="Save the draft"
        done="The draft is saved"
      />
      {draft && (
        <div className="px-5 pb-4">
          <StaffButton
            name="Throw the draft away"
            done="The draft is gone"
            act={() => discardPolicyAction({ document, version: draft.version })}
          />
        </div>
      )}
    </>
  );
}

interface Draft {
  document: PolicyDocument;
  text: string;
  summary: string;
  material: string;
}

export function PublishForm({
  earliest,
  material,
  ...more
}: {
  document: PolicyDocument;
  version: number;
  /** Of the draft as the page shows it. */
  sha256: string;
  material: boolean;
  /** A day that is late enough. */
  earliest: string;
}) {
  return (
    <StaffForm
      label="Publish"
      more={more}
      fields={{
        effective_at: {
          kind: "moment",
          label: "Takes effect (UTC)",
          value: earliest,
          hint: material ? "At least 30 days from now." : "Not in the past.",
        },
      }}
      schema={async () => (await load()).SchedulePolicy}
      send={schedulePolicyAction}
      submit="Publish"
      done="It is published, and stays as it is"
    />
  );
}
