/** The service about itself: health, prices, engines. */
export { engines } from "./engines";
export { getHealth } from "./health";
export { getPricing, rateLimits } from "./pricing";
