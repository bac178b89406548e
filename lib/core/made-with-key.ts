/** Everything that was made with one key of one organization until a moment; what it makes later is another thing. */
export interface MadeWithKey {
  organizationId: string;
  keyId: string;
  until: Date;
}

/** The rows of a table of things that keys make. */
export const ofKey = ({ organizationId, keyId, until }: MadeWithKey) => ({
  organizationId,
  apiKeyId: keyId,
  createdAt: { lte: until },
});
