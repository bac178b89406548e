export const EMAIL_JOB = "account.email";
