"use client";
import {
  answerRequestAction,
  decideChildReportAction,
  extendRequestAction,
} from "@/app/admin/privacy/actions";
import type { DeskRequest } from "@/lib/privacy/schema";
import { Fold } from "./fold";
import { StaffForm } from "./staff-form";

const load = () => import("@/lib/privacy/schema");

/** What the staff can do about one request: decide on it, or take more time. */
export function RequestForms({ request }: { request: DeskRequest }) {
  const { id, type, source, user_id, extended_at, days_left } = request;
  const decided = user_id === null || type === "correction" || type === "complaint";
  return (
    <>
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
      {!extended_at && days_left >= 0 && source !== "staff" && (
        <Fold name="Take two months more">
          <StaffForm
            label="Take more time"
            more={{ id }}
            fields={{
              reason: {
                kind: "text",
                label: "Why",
                hint: "The person reads it. Once, and only for many or difficult requests.",
              },
            }}
            schema={async () => (await load()).ExtendRequest}
            send={extendRequestAction}
            submit="Extend"
            done="The request has two months more"
          />
        </Fold>
      )}
    </>
  );
}
