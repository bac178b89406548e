import { LinkButton } from "@/components/ui/button";
import { PageHeader } from "@/components/ui/page-header";

/** A generation that was deleted, whose time is over, or that is another organization's: all three look alike. */
export default function GenerationNotFound() {
  return (
    <>
      <PageHeader title="There is nothing on this layer" />
      <p className="max-w-xl leading-7 text-secondary">
        This model was deleted, its time ran out, or it belongs to another organization. Its picture and files
        are off our disks; what it cost stays in your ledger.
      </p>
      <div className="mt-6 flex flex-wrap gap-2">
        <LinkButton href="/generations" look="primary">
          Your generations
        </LinkButton>
        <LinkButton href="/credits">The ledger</LinkButton>
      </div>
    </>
  );
}
