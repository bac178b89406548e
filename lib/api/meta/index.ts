/** The service about itself: health, prices, engines. */
export { listEngines } from "./engines";
export { getHealth } from "./health";
export { getPricing, rateLimits } from "./pricing";
