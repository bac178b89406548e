/**
 * The columns that stand in the database as ciphertext: what people wrote, and where they can be reached. Prisma's writes
 * seal them and the connection opens them, so that verbs never see the difference; what they cannot do is search, sort or
 * compare such a column in SQL. A test holds this list against the data map.
 */
export const sealedTables: readonly SealedTable[] = [
  { ...table("User", "users"), owner: "id", columns: ["email", "name"], hashes: { email: "emailHash" } },
  {
    ...table("Organization", "organizations"),
    owner: "id",
    json: ["processingFloor"],
    columns: ["name", "suspensionReason", "reviewStatement", "processingFloor"],
  },
  { ...table("Project", "projects"), owner: "organizationId", json: ["rules"], columns: ["name", "rules"] },
  {
    ...table("Invitation", "invitations"),
    owner: "organizationId",
    columns: ["email"],
    hashes: { email: "emailHash" },
  },
  { ...table("Session", "sessions"), owner: "userId", columns: ["device", "network"] },
  { ...table("EmailChange", "email_changes"), owner: "userId", columns: ["newEmail"] },
  { ...table("FormerAddress", "former_addresses"), owner: "userId", columns: ["fromEmail", "toEmail"] },
  {
    ...table("PendingSignUp", "pending_sign_ups"),
    columns: ["email", "name", "organizationName"],
    hashes: { email: "emailHash" },
  },
  { ...table("Passkey", "passkeys"), owner: "userId", columns: ["name"] },
  {
    ...table("Generation", "generations"),
    owner: "organizationId",
    json: ["parameters", "engineSettings", "metadata"],
    columns: [
      ...["prompt", "parameters", "engineSettings", "metadata", "feedbackComment"],
      ...["engineReason", "notes", "errorMessage", "webhookUrl"],
    ],
  },
  { ...table("GenerationShare", "generation_shares"), owner: "organizationId", columns: ["title"] },
  { ...table("Upload", "uploads"), owner: "organizationId", columns: ["filename"] },
  {
    ...table("Print", "prints"),
    owner: "organizationId",
    json: ["settings"],
    columns: ["settings", "notes", "errorMessage"],
  },
  { ...table("SupportTicket", "support_tickets"), owner: "organizationId", columns: ["subject"] },
  { ...table("SupportMessage", "support_messages"), columns: ["body"] },
  {
    ...table("ApiKey", "api_keys"),
    owner: "organizationId",
    columns: ["name", "allowedAddresses", "allowedOrigins"],
  },
  {
    ...table("KeyNetwork", "key_networks"),
    key: ["apiKeyId", "asn", "country"],
    columns: ["name", "address"],
  },
  { ...table("ConsentRecord", "consent_records"), owner: "organizationId", columns: ["address"] },
  { ...table("DpaSignature", "dpa_signatures"), owner: "organizationId", columns: ["signatory", "company"] },
  { ...table("PrivacyRequest", "privacy_requests"), columns: ["answer", "extensionReason"] },
  {
    ...table("DataSubjectRequest", "data_subject_requests"),
    owner: "organizationId",
    columns: ["callbackUrl", "callbackError"],
  },
  { ...table("ProcessorObjection", "processor_objections"), owner: "organizationId", columns: ["reason"] },
  { ...table("LegalHold", "legal_holds"), columns: ["reason", "authority"] },
  {
    ...table("LegalRequest", "legal_requests"),
    columns: ["authority", "reference", "basis", "demands", "refusal"],
  },
  {
    ...table("Breach", "breaches"),
    columns: ["summary", "consequences", "measures", "lateReason", "closingNote"],
  },
  { ...table("Alert", "alerts"), columns: ["summary", "toldTo"] },
  {
    ...table("WebhookEndpoint", "webhook_endpoints"),
    owner: "organizationId",
    columns: ["url", "description"],
  },
  {
    // One address an event, of many endpoints: the statement that sends it does not know which row it becomes.
    ...table("WebhookDelivery", "webhook_deliveries"),
    ...{ key: ["eventId"], owner: "organizationId", columns: ["url"] },
  },
  {
    ...table("WebhookAttempt", "webhook_attempts"),
    key: ["deliveryId", "number"],
    columns: ["error", "answer"],
  },
  { ...table("Event", "events"), owner: "organizationId", json: ["data"], columns: ["data"] },
  {
    ...table("ApiRequest", "api_requests"),
    owner: "organizationId",
    json: ["parameters"],
    columns: ["parameters", "ipAddress", "userAgent"],
  },
  { ...table("AuditEvent", "audit_events"), json: ["detail"], columns: ["detail"] },
  { ...table("BillingCheckout", "billing_checkouts"), owner: "organizationId", columns: ["url"] },
  { ...table("BillingPayment", "billing_payments"), owner: "organizationId", columns: ["description"] },
  { ...table("BillingRefund", "billing_refunds"), columns: ["reason"] },
];

export interface SealedTable {
  /** Its name in Prisma. */
  model: string;
  table: string;
  /** The fields that tell a row from others, as they are sealed with it. */
  key: readonly string[];
  /** The field that says whose key seals it: an organization's or a person's. Absent or null: the installation's own. */
  owner?: string;
  /** Fields, as in Prisma: text and lists of text, and JSON. */
  columns: readonly string[];
  /** Those of them that are JSON. */
  json?: readonly string[];
  /** Where a field's keyed hash stands, by which alone a row can be found. */
  hashes?: Readonly<Record<string, string>>;
}

function table(model: string, name: string): Pick<SealedTable, "model" | "table" | "key"> {
  return { model, table: name, key: ["id"] };
}
