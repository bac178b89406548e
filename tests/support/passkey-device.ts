import { createHash, createSign, generateKeyPairSync, randomBytes, type KeyObject } from "node:crypto";

/** A device that makes a passkey and signs with it, written against the specification (WebAuthn level 3), in software. */
export interface PasskeyDevice {
  credentialId: string;
  /** Uses so far, as the device tells. */
  counter: number;
  /** The answer to `navigator.credentials.create`. */
  register(challenge: string, said?: Said): Registration;
  /** The answer to `navigator.credentials.get`. */
  sign(challenge: string, said?: Said): Assertion;
}

/** What else than usual the answer says. */
export interface Said {
  origin?: string;
  rpId?: string;
  /** Whether the device looked at who holds it. */
  verified?: boolean;
  userHandle?: string;
  type?: string;
}

interface Common {
  id: string;
  rawId: string;
  type: "public-key";
  clientExtensionResults: object;
}
type Registration = Common & { response: { clientDataJSON: string; attestationObject: string } };
type Assertion = Common & {
  response: { clientDataJSON: string; authenticatorData: string; signature: string; userHandle?: string };
};

export const ORIGIN = "http://localhost:3000";
const PRESENT = 0x01;
const VERIFIED = 0x04;
const ATTESTED = 0x40;

export function makePasskeyDevice(counts = true): PasskeyDevice {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const rawId = randomBytes(16);
  const id = rawId.toString("base64url");
  const common = { id, rawId: id, type: "public-key", clientExtensionResults: {} } as const;
  const device: PasskeyDevice = {
    credentialId: id,
    counter: 0,
    register(challenge, said = {}) {
      const data = Buffer.concat([
        authenticatorData(said, 0, ATTESTED),
        Buffer.alloc(16),
        Buffer.from([0, rawId.length]),
        rawId,
        coseKey(publicKey),
      ]);
      const clientDataJSON = clientData(said.type ?? "webauthn.create", challenge, said).toString(
        "base64url",
      );
      return { ...common, response: { clientDataJSON, attestationObject: attestation(data) } };
    },
    sign(challenge, said = {}) {
      if (counts) device.counter++;
      const data = authenticatorData(said, device.counter, 0);
      const client = clientData(said.type ?? "webauthn.get", challenge, said);
      const signed = Buffer.concat([data, createHash("sha256").update(client).digest()]);
      return {
        ...common,
        response: {
          clientDataJSON: client.toString("base64url"),
          authenticatorData: data.toString("base64url"),
          signature: createSign("SHA256").update(signed).sign(privateKey).toString("base64url"),
          ...(said.userHandle && { userHandle: Buffer.from(said.userHandle).toString("base64url") }),
        },
      };
    },
  };
  return device;
}

const clientData = (type: string, challenge: string, { origin = ORIGIN }: Said): Buffer =>
  Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));

function authenticatorData({ rpId = "localhost", verified = true }: Said, counter: number, more: number) {
  const rest = Buffer.alloc(5);
  rest[0] = PRESENT | (verified ? VERIFIED : 0) | more;
  rest.writeUInt32BE(counter, 1);
  return Buffer.concat([createHash("sha256").update(rpId).digest(), rest]);
}

/** CBOR of {1: 2, 3: -7, -1: 1, -2: x, -3: y}: a key on the curve P-256, for ES256. */
function coseKey(key: KeyObject): Buffer {
  const { x, y } = key.export({ format: "jwk" });
  const bytes = (text?: string) =>
    Buffer.concat([Buffer.from([0x58, 32]), Buffer.from(text ?? "", "base64url")]);
  const head = Buffer.from([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21]);
  return Buffer.concat([head, bytes(x), Buffer.from([0x22]), bytes(y)]);
}

/** CBOR of {fmt: "none", attStmt: {}, authData}. */
function attestation(data: Buffer): string {
  const text = (value: string) => Buffer.concat([Buffer.from([0x60 + value.length]), Buffer.from(value)]);
  return Buffer.concat([
    Buffer.from([0xa3]),
    text("fmt"),
    text("none"),
    text("attStmt"),
    Buffer.from([0xa0]),
    text("authData"),
    Buffer.from([0x58, data.length]),
    data,
  ]).toString("base64url");
}
