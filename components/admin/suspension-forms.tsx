"use client";
import { decideReviewAction, liftSuspensionAction, suspendAction } from "@/app/admin/actions";
import { Notice } from "@/components/ui/notice";
import { Fold } from "./fold";
import { StaffButton } from "./staff-button";
import { StaffForm } from "./staff-form";

interface Suspension {
  reason: string;
  /** What its owners say, where they asked for a review. */
  statement: string | null;
  /** Whether the one who looks is the one who suspended it. */
  own: boolean;
}

/** Suspends an organization with a reason, lifts that, and decides where its owners asked for a review. */
export function SuspensionForms({ id, suspension }: { id: string; suspension: Suspension | null }) {
  if (!suspension)
    return (
      <Fold name="Suspend">
        <StaffForm
          label="Suspend"
          more={{ organization_id: id }}
          fields={{
            reason: {
              kind: "text",
              label: "What its owners are told",
              hint: "Why it is suspended; they are mailed this. Keys are refused and nothing new is made; nothing is deleted.",
            },
          }}
          schema={reasonOf("SuspendOrganization")}
          send={suspendAction}
          submit="Suspend it"
          done="Suspended; its owners are told why"
        />
      </Fold>
    );
  const { reason, statement, own } = suspension;
  return (
    <>
      <div className="grid gap-3 border-t border-line px-5 py-4">
        <Notice tone="danger" title="Suspended">
          {reason}
        </Notice>
        {statement && (
          <Notice tone="warning" title="Its owners ask for a review">
            {statement}
          </Notice>
        )}
        <div>
          <StaffButton
            name="Lift the suspension"
            done="Lifted; its owners are told"
            act={() => liftSuspensionAction({ organization_id: id })}
          />
        </div>
      </div>
      {statement && own && (
        <p className="border-t border-line px-5 py-4 text-sm text-secondary">
          You suspended it yourself: another operator decides on the review.
        </p>
      )}
      {statement && !own && (
        <Fold name="Decide on the review">
          <StaffForm
            label="Decide on the review"
            more={{ organization_id: id }}
            fields={{
              decision: {
                kind: "choice",
                label: "Decision",
                value: "keep",
                options: [
                  { value: "keep", label: "It stays suspended" },
                  { value: "lift", label: "The suspension is lifted" },
                ],
              },
              reason: {
                kind: "text",
                label: "What its owners are told",
                hint: "Why; mailed where it stays suspended.",
              },
            }}
            schema={reasonOf("DecideReview")}
            send={decideReviewAction}
            submit="Decide"
            done="Decided; its owners are told"
          />
        </Fold>
      )}
    </>
  );
}

/** The verb's schema, with the organization that the form is about. */
const reasonOf = (name: "SuspendOrganization" | "DecideReview") => async () => {
  const [{ z }, schemas] = await Promise.all([import("zod"), import("@/lib/accounts/schema")]);
  return schemas[name].extend({ organization_id: z.string() });
};
