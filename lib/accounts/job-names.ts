export const EMAIL_JOB = "account.email";
export const RESET_JOB = "account.mail_reset";
export const SIGN_UP_JOB = "account.mail_sign_up";
export const EMAIL_CHANGE_JOB = "account.mail_email_change";
export const ADDRESS_NOTICE_JOB = "account.mail_former_address";
/** What other rooms do where a person has another address; the payload names the row of the former one. */
export const ADDRESS_CHANGED_JOB = "account.address_changed";
export const INVITATION_JOB = "account.mail_invitation";
