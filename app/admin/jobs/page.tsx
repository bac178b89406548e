import type { Metadata } from "next";
import { JobBoard } from "@/components/admin/job-board";
import { Card } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { requireStaffSession } from "@/lib/api/staff/session";
import { listJobs } from "@/lib/jobs";

export const metadata: Metadata = { title: "Jobs", robots: { index: false } };

export default async function JobsPage() {
  await requireStaffSession();
  const jobs = (await listJobs({ limit: 200 })).map((job) => ({
    id: job.id,
    job: job.job,
    state: job.state,
    attempts: `${job.attempts} of ${job.maxAttempts}`,
    error: job.lastError?.split("\n")[0] ?? null,
    run_at: job.runAt.toISOString(),
  }));
  return (
    <>
      <PageHeader title="Jobs" description="The oldest 200 that are not done." />
      <Card className="overflow-hidden">
        <JobBoard jobs={jobs} />
      </Card>
    </>
  );
}
