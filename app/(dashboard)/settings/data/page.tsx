import type { Metadata } from "next";
import { ChangesCard } from "@/components/settings/changes-card";
import { ConsentCard } from "@/components/settings/consent-card";
import { PolicyForm } from "@/components/settings/policy-form";
import { ProjectsCard } from "@/components/settings/projects-card";
import { SettingsFrame } from "@/components/settings/settings-frame";
import { UploadCard } from "@/components/settings/upload-card";
import { requireSession } from "@/lib/api/session";
import {
  getConsents,
  getProcessingPolicy,
  listOwnChanges,
  listProcessors,
  listProjects,
} from "@/lib/privacy";
import { listUploads } from "@/lib/uploads";

export const metadata: Metadata = { title: "Data" };

export default async function DataPage() {
  const { ctx, role } = await requireSession("/settings/data");
  const [policy, consents, uploads, changes, projects] = await Promise.all([
    getProcessingPolicy(ctx),
    getConsents(ctx),
    listUploads(ctx, { limit: 100 }),
    listOwnChanges(ctx),
    listProjects(ctx),
  ]);
  // Our own engines have a name in these rules as well; who carries mails is no engine.
  const processors = [
    "own",
    ...listProcessors()
      .data.map(({ name }) => name)
      .filter((name) => !name.includes(":")),
  ];
  return (
    <SettingsFrame at="/settings/data">
      <PolicyForm key={JSON.stringify(policy)} policy={policy} processors={processors} />
      <ProjectsCard
        projects={projects.data}
        processors={processors}
        mayChange={role === "owner" || role === "admin"}
      />
      <ChangesCard changes={changes} />
      <ConsentCard consents={consents.data} />
      <UploadCard uploads={uploads.data} more={uploads.has_more} />
    </SettingsFrame>
  );
}
