export const REQUEST_JOB = "privacy.request";

export const CALLBACK_JOB = "privacy.callback";
/** With the queue's growing waits the last is some nine hours after the first. */
export const CALLBACK_TRIES = 10;

export const requestJobKey = (id: string): string => `${REQUEST_JOB}:${id}`;

export const PERSON_REQUEST_JOB = "privacy.person_request";
export const personRequestJobKey = (id: string): string => `${PERSON_REQUEST_JOB}:${id}`;

export const KEY_DATA_JOB = "privacy.key_data";
export const keyErasureJobKey = (keyId: string): string => `${KEY_DATA_JOB}:${keyId}`;

export const DEADLINE_JOB = "privacy.deadlines";

export const OUTSIDE_MAIL_JOB = "privacy.mail_outside";
export const PROCESSOR_NOTICE_JOB = "privacy.processor_notice";
export const TRANSFER_NOTICE_JOB = "privacy.transfer_notice";
export const BREACH_JOB = "privacy.breaches";
