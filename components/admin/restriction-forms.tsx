"use client";
import { keepRestrictionAction, planLiftingAction } from "@/app/admin/privacy/actions";
import { Fold } from "./fold";
import { StaffButton } from "./staff-button";
import { StaffForm } from "./staff-form";

export const PlanLifting = ({ userId, earliest }: { userId: string; earliest: string }) => (
  <Fold name="End the restriction">
    <StaffForm
      label="End the restriction"
      more={{ user_id: userId }}
      fields={{
        lifts_at: {
          kind: "moment",
          label: "Ends (UTC)",
          value: earliest,
          hint: "The person is mailed now, a week ahead at least, and can keep it.",
        },
        reason: { kind: "text", label: "Why", hint: "The person reads it." },
      }}
      schema={async () => (await import("@/lib/privacy/schema")).PlanLifting}
      send={planLiftingAction}
      submit="Tell the person"
      done="The person is told, and the restriction ends on that day"
    />
  </Fold>
);

export const KeepRestriction = ({ id }: { id: string }) => (
  <StaffButton
    name="Keep the restriction"
    done="The restriction stays, and the person is told"
    act={() => keepRestrictionAction({ id })}
  />
);
