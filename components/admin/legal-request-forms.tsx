"use client";
import {
  answerLegalRequestAction,
  approveLegalRequestAction,
  recordLegalRequestAction,
  refuseLegalRequestAction,
  tellOfLegalRequestAction,
} from "@/app/admin/privacy/actions";
import type { LegalRequest } from "@/lib/privacy/schema";
import { categoryOptions } from "./category-options";
import { Fold } from "./fold";
import { StaffButton } from "./staff-button";
import { StaffForm } from "./staff-form";

const load = () => import("@/lib/privacy/schema");

export function RecordLegalRequestForm() {
  return (
    <StaffForm
      label="Record a legal request"
      fields={{
        authority: { kind: "line", label: "Court or authority" },
        reference: { kind: "line", label: "File number" },
        basis: { kind: "line", label: "Rests on", hint: "The law, with its section.", wide: true },
        demands: { kind: "text", label: "What is asked for" },
        scope: {
          kind: "several",
          label: "May leave at all",
          options: categoryOptions,
          value: [],
          hint: "As little as the request demands.",
        },
        user_id: { kind: "line", label: "Person", hint: "usr_…" },
        organization_id: { kind: "line", label: "Organization", hint: "org_…" },
        received_at: { kind: "moment", label: "Received (UTC)" },
        due_at: { kind: "moment", label: "Due (UTC)" },
        silent_until: {
          kind: "moment",
          label: "May not be told before (UTC)",
          hint: "Empty where nothing forbids it.",
        },
      }}
      schema={async () => (await load()).RecordLegalRequest}
      send={recordLegalRequestAction}
      submit="Record"
      done="The request is recorded"
    />
  );
}

/** What can be done about one request now: agree, refuse, give out, tell. */
export function LegalRequestForms({ request }: { request: LegalRequest }) {
  const { id, state, told_at } = request;
  const undecided = state === "open" || state === "approved_once";
  return (
    <>
      <div className="flex flex-wrap gap-2 px-5 pb-4">
        {undecided && (
          <StaffButton
            name="Agree to answer"
            done="You have agreed"
            act={() => approveLegalRequestAction({ id })}
          />
        )}
        {(state === "approved" || state === "answered") && (
          <StaffButton
            name="Download what may leave"
            done="It is written down that this left"
            act={() => answerLegalRequestAction({ id })}
            onDone={save}
          />
        )}
        {state === "answered" && !told_at && (
          <StaffButton
            name="Mail whom it concerns"
            done="They are mailed"
            act={() => tellOfLegalRequestAction({ id })}
          />
        )}
      </div>
      {undecided && (
        <Fold name="Refuse">
          <StaffForm
            label="Refuse the request"
            more={{ id }}
            fields={{ reason: { kind: "text", label: "Why" } }}
            schema={async () => (await load()).RefuseLegalRequest}
            send={refuseLegalRequestAction}
            submit="Refuse"
            done="The request is refused"
          />
        </Fold>
      )}
    </>
  );
}

function save({ name, text }: { name: string; text: string }): void {
  const url = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  const link = Object.assign(document.createElement("a"), { href: url, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
