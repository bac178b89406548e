/**
 * Who processes what, and the rights of the people behind it. The register names only whom the software can reach. This
 * room conducts: each room below collects, restricts and erases what is its own.
 */
export { getReceipt } from "./get-receipt";
export { listProcessors } from "./list-processors";
export { getProcessingPolicy, setProcessingPolicy } from "./processing-policy";
export { listReceiptKeys } from "./receipt-key";
