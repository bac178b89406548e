/** A section of OWASP's Application Security Verification Standard 5.0: how far it is kept, and what shows it. */
export interface CheckedSection {
  section: string;
  title: string;
  /** `apart`: nothing here that it speaks of. */
  state: "met" | "partly" | "open" | "apart";
  /** Tests that fail where it is not. */
  evidence: readonly string[];
  /** What is missing, or why it is apart. */
  note?: string;
}

type Row = [
  section: string,
  title: string,
  state: CheckedSection["state"],
  evidence: string[],
  note?: string,
];

const bad = "tests/api/bad-input";
const rows: Row[] = [
  ["1.1", "Encoding and sanitization architecture", "met", [`${bad}/names-in-pages.test.ts`]],
  ["1.2", "Injection prevention", "met", ["tests/house/imports.test.ts", `${bad}/names-in-pages.test.ts`]],
  ["1.3", "Sanitization", "met", ["tests/api/clean-text.test.ts", `${bad}/files.test.ts`]],
  ["1.4", "Memory, string and unmanaged code", "apart", [], "The code is JavaScript and WebAssembly."],
  ["1.5", "Safe deserialization", "met", ["tests/api/read-json.test.ts"]],
  ["2.1", "Validation and business logic documentation", "met", ["tests/api/openapi.test.ts"]],
  ["2.2", "Input validation", "met", [`${bad}/catalogue.test.ts`, "tests/api/route.test.ts"]],
  [
    "2.3",
    "Business logic security",
    "met",
    ["tests/credits/move-credits.test.ts", "tests/privacy/registers.test.ts"],
  ],
  ["2.4", "Anti-automation", "met", ["tests/accounts/sign-in.test.ts", "tests/api/limit-store.test.ts"]],
  ["3.1", "Web frontend security documentation", "met", ["tests/run/refuse-early.test.ts"]],
  ["3.2", "Unintended content interpretation", "met", [`${bad}/names-in-pages.test.ts`]],
  ["3.3", "Cookie setup", "met", ["tests/api/session-cookies.test.ts"]],
  [
    "3.4",
    "Browser security mechanism headers",
    "met",
    ["tests/run/tls-server.test.ts", "tests/journeys/portal.test.ts"],
  ],
  [
    "3.5",
    "Browser origin separation",
    "partly",
    ["tests/run/refuse-early.test.ts"],
    "Files of customers are served from the portal's own host, as attachments.",
  ],
  [
    "3.6",
    "External resource integrity",
    "met",
    ["tests/journeys/privacy.test.ts"],
    "Nothing is loaded from elsewhere.",
  ],
  ["3.7", "Other browser security considerations", "met", ["tests/journeys/portal.test.ts"]],
  ["4.1", "Generic web service security", "met", ["tests/api/guards.test.ts"]],
  ["4.2", "HTTP message structure validation", "met", [`${bad}/transport.test.ts`]],
  ["4.3", "GraphQL", "apart", [], "There is none."],
  ["4.4", "WebSocket", "apart", [], "There is none."],
  ["5.1", "File handling documentation", "met", [`${bad}/catalogue.test.ts`]],
  ["5.2", "File upload and content", "met", [`${bad}/files.test.ts`]],
  ["5.3", "File storage", "met", ["tests/storage/objects.test.ts", "tests/storage/local-disk.test.ts"]],
  ["5.4", "File download", "met", ["tests/storage/sign-link.test.ts"]],
  ["6.1", "Authentication documentation", "met", ["tests/accounts/sign-in.test.ts"]],
  ["6.2", "Password security", "met", ["tests/accounts/passwords.test.ts"]],
  [
    "6.3",
    "General authentication security",
    "met",
    ["tests/accounts/sign-in.test.ts", "tests/accounts/second-factor.test.ts"],
  ],
  [
    "6.4",
    "Authentication factor lifecycle and recovery",
    "met",
    ["tests/accounts/password-reset.test.ts", "tests/accounts/second-factor.test.ts"],
  ],
  [
    "6.5",
    "General multi-factor authentication",
    "met",
    [
      "tests/accounts/second-factor.test.ts",
      "tests/accounts/demanded-factor.test.ts",
      "tests/accounts/step-up.test.ts",
    ],
  ],
  ["6.6", "Out-of-band authentication", "apart", [], "No code for signing in is sent by mail or telephone."],
  [
    "6.7",
    "Cryptographic authentication",
    "met",
    ["tests/accounts/passkeys.test.ts"],
    "By passkeys; there are no certificates of clients.",
  ],
  ["6.8", "Authentication with an identity provider", "apart", [], "There is none."],
  ["7.1", "Session management documentation", "met", ["tests/accounts/sessions.test.ts"]],
  ["7.2", "Fundamental session management", "met", ["tests/accounts/sessions.test.ts"]],
  ["7.3", "Session timeout", "met", ["tests/accounts/sessions.test.ts"]],
  ["7.4", "Session termination", "met", ["tests/accounts/sessions.test.ts"]],
  [
    "7.5",
    "Defences against session abuse",
    "met",
    ["tests/accounts/step-up.test.ts", "tests/accounts/email-change.test.ts"],
  ],
  ["7.6", "Federated re-authentication", "apart", [], "There is no federation."],
  ["8.1", "Authorization documentation", "met", ["tests/api/guards.test.ts"]],
  ["8.2", "General authorization design", "met", ["tests/api/guards.test.ts", "tests/api/staff.test.ts"]],
  [
    "8.3",
    "Operation level authorization",
    "met",
    ["tests/api/guards.test.ts", "tests/accounts/members.test.ts"],
  ],
  ["8.4", "Other authorization considerations", "met", ["tests/api/staff.test.ts"]],
  [
    "9.1",
    "Token source and integrity",
    "met",
    ["tests/storage/sign-link.test.ts", "tests/accounts/sessions.test.ts"],
  ],
  ["9.2", "Token content", "met", ["tests/storage/sign-link.test.ts"]],
  ["10", "OAuth and OIDC", "apart", [], "There is none."],
  ["11.1", "Cryptographic inventory and documentation", "met", ["tests/house/data-map.test.ts"]],
  ["11.2", "Secure cryptography implementation", "met", ["tests/storage/seal.test.ts"]],
  ["11.3", "Encryption algorithms", "met", ["tests/storage/seal.test.ts", "tests/storage/objects.test.ts"]],
  [
    "11.4",
    "Hashing and hash-based functions",
    "met",
    ["tests/accounts/passwords.test.ts", "tests/keys/secret.test.ts"],
  ],
  ["11.5", "Random values", "met", ["tests/keys/secret.test.ts"]],
  ["11.6", "Public key cryptography", "met", ["tests/privacy/receipts.test.ts"]],
  ["11.7", "In-use data cryptography", "open", [], "Memory is not encrypted while a model is made."],
  ["12.1", "General TLS security guidance", "met", ["tests/run/tls-server.test.ts"]],
  ["12.2", "HTTPS communication with external facing services", "met", ["tests/run/tls-server.test.ts"]],
  [
    "12.3",
    "General service to service communication",
    "partly",
    ["tests/run/tls-server.test.ts"],
    "`doctor` warns of a database or mail server without TLS, and starts all the same.",
  ],
  ["13.1", "Configuration documentation", "met", ["tests/house/readme.test.ts"]],
  [
    "13.2",
    "Backend communication configuration",
    "met",
    ["tests/core/fetch-outside.test.ts", "tests/privacy/list-processors.test.ts"],
  ],
  [
    "13.3",
    "Secret management",
    "partly",
    ["tests/core/env.test.ts"],
    "Keys lie in a file or the environment, and not in a vault.",
  ],
  ["13.4", "Unintended information leakage", "met", [`${bad}/transport.test.ts`]],
  ["14.1", "Data protection documentation", "met", ["tests/house/data-map.test.ts"]],
  [
    "14.2",
    "General data protection",
    "met",
    ["tests/api/retention-rules.test.ts", "tests/run/privacy-audit.test.ts"],
  ],
  ["14.3", "Client-side data protection", "met", ["tests/journeys/privacy.test.ts"]],
  [
    "15.1",
    "Secure coding and architecture documentation",
    "met",
    ["tests/house/imports.test.ts", "tests/run/release.test.ts"],
  ],
  ["15.2", "Security architecture and dependencies", "met", ["tests/run/release.test.ts"]],
  ["15.3", "Defensive coding", "met", ["tests/api/read-json.test.ts", "tests/api/route.test.ts"]],
  [
    "15.4",
    "Safe concurrency",
    "met",
    ["tests/credits/move-credits.test.ts", "tests/jobs/killed-worker.test.ts"],
  ],
  ["16.1", "Security logging documentation", "met", ["tests/house/data-map.test.ts"]],
  ["16.2", "General logging", "met", ["tests/api/route.test.ts"]],
  ["16.3", "Security events", "met", ["tests/accounts/sign-in.test.ts", "tests/api/staff.test.ts"]],
  [
    "16.4",
    "Log protection",
    "partly",
    [],
    "Audit rows are rows of the portal's own database: its role could change them, and no copy of them leaves the machine by itself.",
  ],
  ["16.5", "Error handling", "met", ["tests/api/route.test.ts", "tests/run/refuse-early.test.ts"]],
  ["17", "WebRTC", "apart", [], "There is none."],
];

/** Section by section, as the standard orders them. */
export const asvsChecklist: readonly CheckedSection[] = rows.map(
  ([section, title, state, evidence, note]) => ({
    section,
    title,
    state,
    evidence,
    ...(note && { note }),
  }),
);
