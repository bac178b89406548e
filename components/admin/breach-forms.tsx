"use client";
import {
  assessBreachAction,
  closeBreachAction,
  recordBreachAction,
  reportBreachAction,
  tellAffectedAction,
} from "@/app/admin/privacy/actions";
import type { Breach } from "@/lib/privacy/schema";
import { categoryOptions } from "./category-options";
import { Fold } from "./fold";
import { StaffButton } from "./staff-button";
import { StaffForm } from "./staff-form";

const load = () => import("@/lib/privacy/schema");

export function RecordBreachForm() {
  return (
    <StaffForm
      label="Record a breach"
      fields={{
        first_alert_at: { kind: "moment", label: "First alert (UTC)" },
        aware_at: { kind: "moment", label: "Aware of it since (UTC)", hint: "72 hours count from here." },
        summary: { kind: "text", label: "What happened" },
      }}
      schema={async () => (await load()).RecordBreach}
      send={recordBreachAction}
      submit="Record"
      done="The breach is recorded, and its 72 hours run"
    />
  );
}

/** The phases of a breach: what is known, the authority, those concerned, the end. */
export function BreachForms({ breach }: { breach: Breach }) {
  const { id } = breach;
  return (
    <>
      <Fold name="What is known">
        <StaffForm
          label="What is known"
          more={{ id }}
          fields={{
            risk: {
              kind: "choice",
              label: "Risk for people",
              value: breach.risk,
              options: [
                { value: "unknown", label: "Not known yet" },
                { value: "none", label: "None" },
                { value: "risk", label: "A risk" },
                { value: "high", label: "A high risk" },
              ],
            },
            people_count: {
              kind: "number",
              label: "People concerned",
              value: breach.people_count?.toString() ?? "",
              hint: "About how many; empty while it is not known.",
            },
            categories: {
              kind: "several",
              label: "Kinds of data",
              options: categoryOptions,
              value: breach.categories,
            },
            organization_ids: {
              kind: "ids",
              label: "Organizations concerned",
              value: breach.organization_ids.join("\n"),
              hint: "Their ids, one a line.",
            },
            consequences: { kind: "text", label: "What may come of it", value: breach.consequences },
            measures: {
              kind: "text",
              label: "What was done, and what those concerned can do",
              value: breach.measures,
            },
          }}
          schema={async () => (await load()).AssessBreach}
          send={assessBreachAction}
          submit="Save"
          done="What is known is written down"
        />
      </Fold>
      {!breach.authority_told_at && (
        <Fold name="The authority was told">
          <StaffForm
            label="The authority was told"
            more={{ id }}
            fields={{
              authority: { kind: "line", label: "Authority, and its file number", wide: true },
              late_reason: { kind: "text", label: "After 72 hours: why not sooner" },
            }}
            schema={async () => (await load()).ReportBreach}
            send={reportBreachAction}
            submit="Write it down"
            done="The authority knows"
          />
        </Fold>
      )}
      <Fold name="Close">
        <StaffForm
          label="Close the breach"
          more={{ id }}
          fields={{ note: { kind: "text", label: "How it ended" } }}
          schema={async () => (await load()).CloseBreach}
          send={closeBreachAction}
          submit="Close"
          done="The breach is closed"
        />
      </Fold>
    </>
  );
}

export const TellAffected = ({ id }: { id: string }) => (
  <StaffButton
    name="Mail those concerned"
    done="Those who decide for the organizations are mailed"
    act={() => tellAffectedAction({ id })}
  />
);
