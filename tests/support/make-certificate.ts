import { createSign, generateKeyPairSync, randomBytes } from "node:crypto";

/** A certificate for localhost that signs itself, and its key, as PEM: X.509 by hand, so that no program is needed. */
export function makeCertificate(name = "localhost"): { cert: string; key: string } {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "prime256v1" });
  const algorithm = sequence(oid("2a8648ce3d040302"));
  const who = sequence(set(sequence(oid("550403"), der(0x0c, Buffer.from(name)))));
  const serial = Buffer.concat([Buffer.of(1), randomBytes(8)]);
  const names = sequence(der(0x82, Buffer.from(name)));
  const extensions = der(0xa3, sequence(sequence(oid("551d11"), der(0x04, names))));
  const body = sequence(
    der(0xa0, der(0x02, Buffer.of(2))),
    der(0x02, serial),
    algorithm,
    who,
    sequence(utcTime(-1), utcTime(1)),
    who,
    publicKey.export({ type: "spki", format: "der" }),
    extensions,
  );
  const signature = createSign("sha256").update(body).sign(privateKey);
  const whole = sequence(body, algorithm, der(0x03, Buffer.concat([Buffer.of(0), signature])));
  const lines = whole.toString("base64").match(/.{1,64}/g)!;
  return {
    cert: ["-----BEGIN CERTIFICATE-----", ...lines, "-----END CERTIFICATE-----", ""].join("\n"),
    key: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
  };
}

function der(tag: number, content: Buffer): Buffer {
  const { length } = content;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
  return Buffer.concat([Buffer.of(tag, ...size), content]);
}

const sequence = (...parts: Buffer[]): Buffer => der(0x30, Buffer.concat(parts));
const set = (part: Buffer): Buffer => der(0x31, part);
const oid = (hex: string): Buffer => der(0x06, Buffer.from(hex, "hex"));

/** A day from now, `YYMMDDhhmmssZ`. */
function utcTime(days: number): Buffer {
  const at = new Date(Date.now() + days * 86_400_000).toISOString();
  return der(0x17, Buffer.from(`${at.slice(2, 19).replace(/\D/g, "")}Z`));
}
