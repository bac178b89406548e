export const ANNOUNCE_JOB = "policies.announce";

/** At the moment when a material version takes effect: what rests on consent ends until it is given anew. */
export const POLICY_EFFECTIVE_JOB = "policies.effective";
