import { isThisMachine } from "./network-address";
import type { TransferGrounds } from "./transfer-ground";

export interface RecipientSettings {
  smtpUrl?: string;
  s3Endpoint?: string;
  uploadthingToken?: string;
  stripeSecretKey?: string;
  stripeApiUrl?: string;
}

/** An outside party that a setting lets this installation send personal data to. */
export interface OutsideRecipient {
  /** Tells it from any other, as the register of processors does: two servers of mail are two recipients. */
  name: string;
  /** Where TRANSFER_GROUNDS says where it stands. */
  ground: keyof TransferGrounds;
  /** The variable that names it. */
  setting: string;
  /** In a sentence. */
  who: string;
}

/**
 * Whom settings name, engines apart, which are declared one by one. What stands in for somebody on this machine is no
 * outside party. Whether a start is refused for want of a ground, what the register says and who has to be announced is all
 * read from here.
 */
export function outsideRecipients(settings: RecipientSettings): OutsideRecipient[] {
  const mail = hostOutside(settings.smtpUrl);
  const bucket = hostOutside(settings.s3Endpoint);
  const stripe = settings.stripeSecretKey && hostOutside(settings.stripeApiUrl ?? "https://api.stripe.com");
  const found: (OutsideRecipient | "" | undefined)[] = [
    mail && {
      ...{ name: `mail:${mail}`, ground: "mail", setting: "SMTP_URL" },
      who: "the mail server of SMTP_URL",
    },
    bucket && {
      ...{ name: `storage:${bucket}`, ground: "bucket", setting: "S3_ENDPOINT" },
      who: "the keeper of S3_BUCKET",
    },
    settings.uploadthingToken && {
      ...{ name: "uploadthing", ground: "uploadthing", setting: "UPLOADTHING_TOKEN" },
      who: "UploadThing",
    },
    stripe && { name: "stripe", ground: "stripe", setting: "STRIPE_SECRET_KEY", who: "Stripe" },
  ];
  return found.filter((one) => typeof one === "object");
}

/** As name servers read it, for whom capitals and a last dot are the same: URL keeps them where the scheme is smtp. */
function hostOutside(address: string | undefined): string | undefined {
  if (!address) return undefined;
  const host = new URL(address).hostname.toLowerCase().replace(/\.$/, "");
  return isThisMachine(host) ? undefined : host;
}
