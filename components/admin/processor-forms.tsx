"use client";
import { announceChangeAction, draftChangeAction, withdrawChangeAction } from "@/app/admin/privacy/actions";
import type { DraftProcessorChange } from "@/lib/privacy/schema";
import { Fold } from "./fold";
import { StaffButton } from "./staff-button";
import { StaffForm } from "./staff-form";

const load = () => import("@/lib/privacy/schema");

type Entry = DraftProcessorChange["entry"];
interface Written extends Omit<Entry, "trains"> {
  kind: DraftProcessorChange["kind"];
  summary: string;
  trains: string;
}

/** The form writes flat what the verb takes as a change with an entry of the register in it. */
const toChange = ({
  kind,
  summary,
  trains,
  policy_url: policy,
  ...entry
}: Written): DraftProcessorChange => ({
  ...{ kind, summary },
  entry: {
    ...entry,
    trains: trains === "yes",
    policy_url: policy || null,
    country: entry.country?.toUpperCase() || null,
    transfer_mechanism: entry.transfer_mechanism || null,
  },
});

export function DraftChangeForm() {
  return (
    <StaffForm
      label="Write a change"
      fields={{
        name: { kind: "line", label: "Party", hint: "As processing.allow and processing.deny name it." },
        kind: {
          kind: "choice",
          label: "What happens",
          value: "added",
          options: [
            { value: "added", label: "It is added" },
            { value: "changed", label: "What it does changes" },
            { value: "ended", label: "It ends" },
          ],
        },
        summary: { kind: "text", label: "What changes, and why", hint: "It stands in the mail." },
        purpose: { kind: "line", label: "What it does for us", wide: true },
        country: { kind: "line", label: "Country", hint: "Two letters, such as DE." },
        policy_url: { kind: "line", label: "Its privacy policy", hint: "https://…" },
        transfer_mechanism: {
          kind: "line",
          label: "A transfer there rests on",
          hint: "Such as “standard contractual clauses, module 3”, or “none needed: inside the EEA”.",
          wide: true,
        },
        data_categories: { kind: "lines", label: "Data that it gets", hint: "One kind a line." },
        endpoints: { kind: "lines", label: "Calls that may send it anything", hint: "One a line." },
        retention: { kind: "line", label: "How long it keeps what it gets" },
        trains: {
          kind: "choice",
          label: "Improves models of its own with it",
          value: "no",
          options: [
            { value: "no", label: "No" },
            { value: "yes", label: "Yes" },
          ],
        },
      }}
      schema={async () => (await load()).WriteProcessorChange}
      send={(written: Written) => draftChangeAction(toChange(written))}
      submit="Save the draft"
      done="The change is a draft: nobody is told yet"
    />
  );
}

export const AnnounceChange = ({ id, earliest }: { id: string; earliest: string }) => (
  <Fold name="Announce">
    <StaffForm
      label="Announce the change"
      more={{ id }}
      fields={{
        effective_at: {
          kind: "moment",
          label: "In force from (UTC)",
          value: earliest,
          hint: "At least 30 days from now. Everybody who decides for an organization is mailed at once.",
        },
      }}
      schema={async () => (await load()).AnnounceProcessorChange}
      send={announceChangeAction}
      submit="Announce"
      done="The change is announced"
    />
  </Fold>
);

export const WithdrawChange = ({ id }: { id: string }) => (
  <div>
    <StaffButton name="Withdraw" done="The change is withdrawn" act={() => withdrawChangeAction({ id })} />
  </div>
);
