import type { Metadata } from "next";
import { ChangesCard } from "@/components/settings/changes-card";
import { ConsentCard } from "@/components/settings/consent-card";
import { KeyDataCard } from "@/components/settings/key-data-card";
import { PolicyForm } from "@/components/settings/policy-form";
import { ProjectsCard } from "@/components/settings/projects-card";
import { SettingsFrame } from "@/components/settings/settings-frame";
import { UploadCard } from "@/components/settings/upload-card";
import { mayDevelop } from "@/lib/accounts";
import { requireSession } from "@/lib/api/session";
import { listKeys } from "@/lib/keys";
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
  const [policy, consents, uploads, changes, projects, keys] = await Promise.all([
    getProcessingPolicy(ctx),
    getConsents(ctx),
    listUploads(ctx, { limit: 100 }),
    listOwnChanges(ctx),
    listProjects(ctx),
    listKeys(ctx, { revoked: true }),
  ]);
  const mayChange = role === "owner" || role === "admin";
  // Our own engines have a name in these rules as well; who carries mails is no engine.
  const processors = [
    "own",
    ...listProcessors()
      .data.map(({ name }) => name)
      .filter((name) => !name.includes(":")),
  ];
  return (
    <SettingsFrame at="/settings/data">
      <PolicyForm
        key={JSON.stringify(policy)}
        policy={policy}
        processors={processors}
        mayChange={mayChange}
      />
      <ProjectsCard projects={projects.data} processors={processors} mayChange={mayChange} />
      <ChangesCard changes={changes} mayObject={mayChange} />
      <ConsentCard consents={consents.data} mayChange={mayChange} />
      {mayChange && keys.data.length > 0 && (
        <KeyDataCard
          keys={keys.data.map(({ id, name, masked, revoked_at }) => ({
            value: id,
            label: name,
            hint: revoked_at ? `${masked}, revoked` : masked,
          }))}
        />
      )}
      <UploadCard uploads={uploads.data} more={uploads.has_more} mayDelete={mayDevelop(ctx)} />
    </SettingsFrame>
  );
}
