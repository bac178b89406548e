import PostalMime from "postal-mime";

/** What a mail says, as far as a request needs it. */
export interface ReadMail {
  from: string;
  subject: string;
  text: string;
  /** When our own server took it: of its own line, which stands first. */
  arrivedAt: Date | null;
  /** Written by a machine or to a list: never answered, so that two machines do not write to each other. */
  automatic: boolean;
}

/** Reads a mail as it lies in a mailbox (RFC 5322, MIME). Null where it does not say whom it is from, or is no mail. */
export async function readMail(raw: Buffer): Promise<ReadMail | null> {
  const mail = await PostalMime.parse(raw, { maxNestingDepth: 20 }).catch(() => null);
  const from = mail?.from?.address;
  if (!mail || !from) return null;
  // The first of its name: what stands above was added later, by a server that is nearer to us.
  const header = (name: string): string | undefined => mail.headers.find(({ key }) => key === name)?.value;
  const said = (name: string): string => (header(name) ?? "").trim().toLowerCase();
  const arrived = Date.parse(/;([^;]+)$/.exec(header("received") ?? "")?.[1] ?? "");
  return {
    from,
    subject: mail.subject?.trim() ?? "",
    text: mail.text?.trim() ?? "",
    arrivedAt: Number.isNaN(arrived) ? null : new Date(arrived),
    automatic:
      !["", "no"].includes(said("auto-submitted")) ||
      ["bulk", "list", "junk"].includes(said("precedence")) ||
      header("list-id") !== undefined ||
      said("return-path") === "<>",
  };
}
