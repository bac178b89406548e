export interface NoticeFacts {
  company: string;
  product: string;
  contact: string;
  /** Names out of the register. */
  processors: readonly string[];
  /** The portal's public address. */
  address: string;
}

/** A notice for the customers of our customers: what happens to what they upload, by whom, for how long, and their rights. */
export function writeNotice({ company, product, contact, processors, address }: NoticeFacts): string {
  const others = processors.length > 0 ? ` It uses these further companies: ${processors.join(", ")}.` : "";
  return [
    `How ${company} makes 3D models from what you upload in ${product}`,
    `To make a 3D model, ${company} sends the pictures and words that you upload to PrintPal (${address}), which processes them on our behalf. Depending on the feature, they may be processed by third-party AI services.${others} The current list is at ${address}/processors.`,
    `Pictures are deleted within 30 days unless they are saved to your history; models are kept until they are deleted. How long each kind of data is kept is listed at ${address}/legal/privacy.`,
    "Your content is not used to train AI models unless you and we have agreed to that.",
    `You can ask us at any time for a copy of your data, its correction or its erasure, restrict or object to its use, and take back a consent: write to ${contact}. You may also complain to your data protection authority.`,
  ].join("\n\n");
}
