import { askForReviewAction } from "@/app/(dashboard)/suspension-actions";
import { Button } from "@/components/ui/button";
import { formatDate } from "@/components/ui/format";
import { Textarea } from "@/components/ui/input";

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
        <form action={askForReviewAction} className="mt-3 grid gap-2">
          <label htmlFor="review-statement" className="font-medium">
            What speaks against it
          </label>
          <Textarea
            id="review-statement"
            name="statement"
            required
            minLength={10}
            maxLength={2000}
            rows={3}
          />
          <Button type="submit" className="justify-self-start">
            Ask for a review
          </Button>
        </form>
      ) : (
        <p className="mt-2">An owner or admin can ask for a review.</p>
      )}
    </section>
  );
}
