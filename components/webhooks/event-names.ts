import type { EventType } from "@/lib/webhooks/schema";

/** What each type of event tells, for those who choose among them. */
export const eventMeanings: Record<EventType, string> = {
  "generation.created": "A model was asked for",
  "generation.completed": "A model is ready",
  "generation.failed": "A model could not be made; nothing was charged",
  "generation.cancelled": "A model was called off",
  "generation.deleted": "A model and its files are gone",
  "webhook.test": "You asked for a test",
  "conversion.completed": "A mesh has its other format",
  "conversion.failed": "A mesh could not be converted",
  "print_check.completed": "A print check is ready",
  "print_check.failed": "A mesh could not be checked",
  "key.leaked": "A key was found in public and revoked",
  "data_subject_request.completed": "An end user's request is carried out",
  "credits.low": "Fewer credits are left than you asked to be told of",
  "credits.cap_reached": "The month's credits are used up",
  "credits.top_up_failed": "An automatic purchase of credits was declined",
};
