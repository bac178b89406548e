import type { Purpose } from "./consent-schema";

/**
 * What of ours an organization is asked for beyond the service, and the one door that decides who is in. Raise a version
 * with any change of meaning, and what was said to the former text no longer counts as given (for training, reset
 * `training_consent` in the same change). A text says only what is done.
 */
export const purposeRegistry: Record<Purpose, { version: number; text: string; door: string | null }> = {
  training: {
    version: 1,
    text: "Generations that are sent with processing.training allow may be used to improve models, also those that carry an end_user_id. No model is trained today; each generation says whether it could be.",
    door: "lib/privacy/training/build-manifest.ts",
  },
  service_improvement: {
    version: 2,
    text: "How the API is used is counted in groups to improve the service: by how many organizations each engine, format and setting is used, and what share of the models fails. Groups of fewer than ten people are dropped, and whatever carries an end_user_id is never counted.",
    door: "lib/privacy/read-usage-patterns.ts",
  },
  marketing_mail: {
    version: 1,
    text: "Mails about offers and news may be sent to owners and admins. No such mail is sent today.",
    door: null,
  },
};
