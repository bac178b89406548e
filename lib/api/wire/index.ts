/** The published clients' calls, each translated to our verbs and back. */
export { readCredits } from "./read-credits";
export { readDownload } from "./read-download";
export { readPricing } from "./read-pricing";
export { readStatus } from "./read-status";
export { readUsage } from "./read-usage";
export { submit } from "./submit";
