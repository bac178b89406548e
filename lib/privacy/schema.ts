export * from "./processor-schema";
