import { askForReviewAction } from "@/app/(dashboard)/suspension-actions";
import { formatDate } from "@/components/ui/format";
import { ReviewForm } from "./review-form";

/** Over every page of an organization that is suspended: why, and the way to have somebody else look at it. */
export function SuspensionNotice({
  reason,
  reviewAskedAt,
  mayAsk,
}: {
  reason: string | null;
  reviewAskedAt: Date | null;
  mayAsk: boolean;
}) {
  return (
    <section
      aria-label="Suspension"
      className="mb-6 rounded-xl border border-danger/30 bg-danger-soft px-5 py-4 text-sm leading-6"
    >
      <h2 className="font-semibold text-danger">This organization is suspended</h2>
      <p className="mt-1">
        {reason && <span dir="auto">{reason} </span>}
        Its keys are refused and nothing new is made. What you stored and your credits are kept.
      </p>
      {reviewAskedAt ? (
        <p className="mt-2 font-medium">
          You asked for a review on {formatDate(reviewAskedAt.toISOString())}. Somebody who did not take the
          first decision decides, and you are mailed.
        </p>
      ) : mayAsk ? (
        <ReviewForm ask={askForReviewAction} />
      ) : (
        <p className="mt-2">An owner or admin can ask for a review.</p>
      )}
    </section>
  );
}
