import { newId } from "@/lib/core/ids";
import { db } from "@/lib/db";
import { attestation } from "@/lib/keys/schema";

/** As if the organization had confirmed what a live key needs, so that a test can make one. */
export async function attestEndUsers(organizationId: string, actorId = "usr_test"): Promise<void> {
  const { version } = attestation;
  const id = newId("keyAttestation");
  await db().keyAttestation.create({
    data: { id, organizationId, version, sha256: "", actorKind: "user", actorId, createdAt: new Date() },
  });
}
