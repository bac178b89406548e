import { CopyButton } from "@/components/ui/copy-button";
import { Notice } from "@/components/ui/notice";
import type { OpenInvitation } from "@/lib/accounts";

/** The link of an invitation, which nothing shows again. */
export function LinkOnce({ invitation: { email, url, mailed } }: { invitation: OpenInvitation }) {
  return (
    <Notice title={mailed ? `A mail is on its way to ${email}` : `Pass this link on to ${email}`}>
      {mailed && "You can also pass this link on yourself."}
      <span className="flex items-center gap-2">
        <code className="min-w-0 font-mono text-note break-all">{url}</code>
        <CopyButton text={url} label="Copy the link" />
      </span>
      It is shown this once.
    </Notice>
  );
}
