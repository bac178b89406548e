import { getCurrentPolicy, listPolicyVersions } from "@/lib/policies";
import { PolicyDocument } from "@/lib/policies/schema";

/** The plain text that the hash is of: `curl …/legal/privacy/text | sha256sum`. `?version=` names another than the present. */
export async function GET(request: Request, { params }: { params: Promise<{ document: string }> }) {
  const parsed = PolicyDocument.safeParse((await params).document);
  const version = new URL(request.url).searchParams.get("version");
  const policy = !parsed.success
    ? undefined
    : version === null
      ? await getCurrentPolicy(parsed.data)
      : (await listPolicyVersions(parsed.data)).find((one) => String(one.version) === version);
  const headers = { "Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store" };
  if (!policy) return new Response("There is no such policy.\n", { status: 404, headers });
  return new Response(policy.text, { headers });
}
