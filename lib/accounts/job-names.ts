export const EMAIL_JOB = "account.email";
export const RESET_JOB = "account.mail_reset";
export const SIGN_UP_JOB = "account.mail_sign_up";
export const INVITATION_JOB = "account.mail_invitation";
