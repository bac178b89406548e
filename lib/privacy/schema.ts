export * from "./processor-schema";
export * from "./receipt-schema";
export * from "./request-schema";
