export * from "./consent-schema";
export * from "./desk-schema";
export * from "./outside-schema";
export * from "./privacy-request-schema";
export * from "./processor-schema";
export * from "./receipt-schema";
export * from "./request-schema";
export * from "./retention-schema";
