export const processorsSample = (base: string): string => `curl ${base}/api/v1/processors`;

export const processingSample = (base: string): string => `# This one: our own engines, nothing kept
curl -H "Authorization: Bearer $PRINTPAL_KEY" -F image=@robot.png \\
  -F 'processing={"mode": "own", "retention": "zero"}' ${base}/api/v1/generations

# Everything from now on
curl -X PUT ${base}/api/v1/processing-policy \\
  -H "Authorization: Bearer $PRINTPAL_KEY" \\
  -H "Content-Type: application/json" \\
  -d '{"mode": "own", "training": "deny"}'`;

/** Run by the receipts' test, word for word. */
export const verifySample = `import { createPublicKey, verify } from "node:crypto";

const canonical = (value) => {
  if (Array.isArray(value)) return "[" + value.map(canonical).join(",") + "]";
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const names = Object.keys(value).sort();
  return "{" + names.map((name) => JSON.stringify(name) + ":" + canonical(value[name])).join(",") + "}";
};

export function isGenuine({ receipt, signature }, { keys }) {
  const jwk = keys.find(({ kid }) => kid === signature.key_id);
  const key = createPublicKey({ key: jwk, format: "jwk" });
  return verify(null, Buffer.from(canonical(receipt)), key, Buffer.from(signature.value, "base64"));
}`;

export const requestSample = (base: string): string => `curl ${base}/api/v1/data-subject-requests \\
  -H "Authorization: Bearer $PRINTPAL_KEY" \\
  -H "Content-Type: application/json" \\
  -d '{"subject_request_id": "5f0c2f1e-9a43-4d0c-8a55-1c0f9d0e7b21", "type": "erasure", "end_user_id": "customer-4711"}'

curl -H "Authorization: Bearer $PRINTPAL_KEY" \\
  ${base}/api/v1/data-subject-requests/5f0c2f1e-9a43-4d0c-8a55-1c0f9d0e7b21`;

export const consentSample = (base: string): string => `curl -X PUT ${base}/api/v1/consents \\
  -H "Authorization: Bearer $PRINTPAL_KEY" \\
  -H "Content-Type: application/json" \\
  -d '{"consents": [{"purpose": "training", "given": false, "version": 1}]}'`;
