"use client";
import {
  acknowledgeRequestAction,
  answerRequestAction,
  decideChildReportAction,
  extendRequestAction,
} from "@/app/admin/privacy/actions";
import type { DeskRequest } from "@/lib/privacy/schema";
import { Fold } from "./fold";
import { StaffButton } from "./staff-button";
import { StaffForm } from "./staff-form";

const load = () => import("@/lib/privacy/schema");

/** What the staff can do about one request: decide on it, or take more time. */
export function RequestForms({ request }: { request: DeskRequest }) {
  const { id, type, user_id, extended_at, furthest_due_at, days_left } = request;
  const untold = request.acknowledge_by !== null && request.acknowledged_at === null;
  const decided = user_id === null || type === "correction" || type === "complaint";
  return (
    <>
      {untold && (
        <div className="border-t border-line px-5 py-4">
          <StaffButton
            name="Send the acknowledgement again"
            done="It goes out once more"
            act={() => acknowledgeRequestAction({ id })}
          />
        </div>
      )}
      {type === "child_report" ? (
        <Fold name="Decide">
          <StaffForm
            label="Decide on the report"
            more={{ id }}
            fields={{
              is_child: {
                kind: "choice",
                label: "The account is",
                value: "no",
                options: [
                  { value: "no", label: "not a child’s: it goes on" },
                  { value: "yes", label: "a child’s: it is erased now" },
                ],
              },
              answer: { kind: "text", label: "Answer to whoever reported it" },
            }}
            schema={async () => (await load()).DecideChildReport.omit({ is_child: true }).loose()}
            send={({ is_child, ...input }: { id: string; is_child: string; answer: string }) =>
              decideChildReportAction({ ...input, is_child: is_child === "yes" })
            }
            submit="Decide"
            done="It is decided"
          />
        </Fold>
      ) : (
        decided && (
          <Fold name="Answer">
            <StaffForm
              label="Answer the request"
              more={{ id }}
              fields={{
                outcome: {
                  kind: "choice",
                  label: "Outcome",
                  value: "completed",
                  options: [
                    { value: "completed", label: "Done" },
                    { value: "refused", label: "Refused" },
                  ],
                },
                answer: {
                  kind: "text",
                  label: "Answer",
                  hint: "The person reads it. A refusal says why, and that an authority can be asked.",
                },
              }}
              schema={async () => (await load()).AnswerRequest}
              send={answerRequestAction}
              submit="Answer"
              done="The request is answered"
            />
          </Fold>
        )
      )}
      {!extended_at && days_left >= 0 && furthest_due_at && (
        <Fold name="Take more time">
          <StaffForm
            label="Take more time"
            more={{ id }}
            fields={{
              due_at: {
                kind: "moment",
                label: "Until (UTC)",
                value: furthest_due_at.slice(0, 16),
                hint: "No further than the law goes that the person named, and once.",
              },
              reason: {
                kind: "text",
                label: "Why",
                hint: "It is mailed to the person. Only for many or difficult requests.",
              },
            }}
            schema={async () => (await load()).ExtendRequest}
            send={extendRequestAction}
            submit="Extend"
            done="The request has more time, and the person is told"
          />
        </Fold>
      )}
    </>
  );
}
