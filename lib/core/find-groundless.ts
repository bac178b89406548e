import { isPublicSite } from "./network-address";
import { outsideRecipients } from "./outside-recipients";
import { lacksMechanism, type TransferGrounds } from "./transfer-ground";

interface Said {
  PUBLIC_URL?: string;
  PROCESSING_COUNTRY?: string;
  SMTP_URL?: string;
  UPLOADTHING_TOKEN?: string;
  STRIPE_SECRET_KEY?: string;
  STRIPE_API_URL?: string;
  S3_ENDPOINT?: string;
  S3_COUNTRY?: string;
  TRANSFER_GROUNDS?: TransferGrounds;
}

/**
 * Outside parties in use at an installation that others reach, without anybody's having said where they stand and what a
 * transfer there rests on. They are refused at the start rather than while it runs: whoever starts is there to say it, in one
 * line, and no mail and no picture has gone anywhere yet. What stands in for them on this machine is no outside party.
 */
export function findGroundless({ PUBLIC_URL, PROCESSING_COUNTRY, ...said }: Said): string[] {
  if (!PUBLIC_URL || !isPublicSite(PUBLIC_URL)) return [];
  const grounds = withBucket(said);
  const used = outsideRecipients({
    smtpUrl: said.SMTP_URL,
    s3Endpoint: said.S3_ENDPOINT,
    uploadthingToken: said.UPLOADTHING_TOKEN,
    // What its agreement says holds unless somebody says otherwise.
    stripeSecretKey: grounds.stripe && said.STRIPE_SECRET_KEY,
    stripeApiUrl: said.STRIPE_API_URL,
  });
  return used.flatMap(({ ground: name, who }) => {
    const ground = grounds[name];
    if (!ground) return [`expected where ${who} stands and what a transfer there rests on: ${example(name)}`];
    if (!lacksMechanism(ground, PROCESSING_COUNTRY)) return [];
    return [
      `expected a transfer_mechanism for ${who}: ${ground.country} is not known to lie in your own region (PROCESSING_COUNTRY), so say what a transfer there rests on: ${example(name)}`,
    ];
  });
}

/** Of a bucket the country may stand beside its other settings. */
const withBucket = ({ TRANSFER_GROUNDS: grounds = {}, S3_COUNTRY: country }: Said): TransferGrounds =>
  country && !grounds.bucket ? { ...grounds, bucket: { country } } : grounds;

const example = (name: string): string =>
  `{"${name}": {"country": "US", "transfer_mechanism": "standard contractual clauses, module 3"}}`;
