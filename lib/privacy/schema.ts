export * from "./processor-schema";
export * from "./receipt-schema";
