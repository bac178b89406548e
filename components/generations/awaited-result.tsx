import { Card, CardHeader } from "@/components/ui/card";
import { Skeleton } from "@/components/ui/skeleton";

/** Holds the place of files and report while they are made, so that nothing moves when they come. */
export function AwaitedResult() {
  return (
    <>
      <Card>
        <CardHeader title="Downloads" description="Here once the model is finished." />
        <Lines count={2} />
      </Card>
      <Card>
        <CardHeader title="Print report" description="Measured on the finished mesh." />
        <Lines count={6} />
      </Card>
    </>
  );
}

const Lines = ({ count }: { count: number }) => (
  <div className="grid gap-4 border-t border-line px-5 py-5">
    {Array.from({ length: count }, (_, line) => (
      <span key={line} className="flex items-center justify-between gap-6">
        <Skeleton className="h-4 w-24" />
        <Skeleton className="h-4 w-16" />
      </span>
    ))}
  </div>
);
