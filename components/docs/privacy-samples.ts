export const processorsSample = (base: string): string => `curl ${base}/api/v1/processors`;
