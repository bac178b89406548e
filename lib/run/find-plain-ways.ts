import type { Env } from "@/lib/core/env";
import { isThisMachine } from "@/lib/core/network-address";

/** A way that personal data takes off this machine without encryption, in words for the operator. */
export function findPlainWays({
  publicUrl,
  databaseUrl,
  smtpUrl,
  tls,
  trustProxy,
}: Pick<Env, "publicUrl" | "databaseUrl" | "smtpUrl" | "tls" | "trustProxy">): string[] {
  const plain: string[] = [];
  const site = new URL(publicUrl);
  if (site.protocol === "http:" && !isThisMachine(site.hostname))
    plain.push("PUBLIC_URL is http: give the portal a certificate (TLS_CERT_FILE), or put it behind TLS");
  if (site.protocol === "https:" && !tls && !trustProxy)
    plain.push("PUBLIC_URL is https, and neither TLS_CERT_FILE nor TRUST_PROXY says who speaks TLS");
  if (databaseUrl && !isEncryptedDatabase(new URL(databaseUrl)))
    plain.push("DATABASE_URL leads to another machine without TLS: add sslmode=verify-full");
  if (smtpUrl && !isEncryptedMail(new URL(smtpUrl)))
    plain.push("SMTP_URL lets mails go out without TLS: use smtps, or add requireTLS=true");
  return plain;
}

function isEncryptedDatabase({ hostname, searchParams }: URL): boolean {
  // A socket's folder stands in `host`.
  if (hostname === "" || isThisMachine(hostname) || searchParams.get("host")?.startsWith("/")) return true;
  return /^(require|verify-ca|verify-full|no-verify)$/.test(searchParams.get("sslmode") ?? "");
}

const isEncryptedMail = ({ protocol, hostname, searchParams }: URL): boolean =>
  isThisMachine(hostname) || protocol === "smtps:" || searchParams.get("requireTLS") === "true";
