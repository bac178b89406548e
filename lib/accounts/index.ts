/**
 * People, the organizations that own everything, and the sessions between them. A password is kept only as a scrypt
 * hash, guesses slow down per account whether or not the account exists, and a session that was revoked is dead within
 * three seconds everywhere. Addresses are compared trimmed and in lower case. Nobody sees another's sessions.
 * Where mails go out, neither sign-up, sign-in nor reset tells which addresses have an account; without a mail server an
 * account is made at once, and a sign-up cannot hide that one exists. A code of the second factor opens once, and so does
 * what the device of a passkey has signed.
 */
export { changePassword } from "./change-password";
export { checkPassword, type SignInAttempt } from "./check-password";
export { createUser, type CreatedUser, type NewUser } from "./create-user";
export { describeDevice } from "./describe-device";
export { emailOwners } from "./email-owners";
export { emailPerson } from "./email-person";
export { findSession, type LiveSession } from "./find-session";
export { findClosedAccounts } from "./closed-accounts";
export { findUser } from "./find-user";
export { findUserByEmail } from "./find-user-by-email";
export { getOrganization } from "./get-organization";
export {
  findGenerationMailTime,
  getGenerationMails,
  setGenerationMails,
  takeGenerationMail,
} from "./generation-mails";
export { listMembers, type Member } from "./list-members";
export { hasCustomers } from "./has-customers";
export { listDeciders } from "./list-deciders";
export { listEverybody } from "./list-everybody";
export { acceptInvitation, findInvitation } from "./members/accept-invitation";
export { changeRole } from "./members/change-role";
export { inviteMember, resendInvitation, type OpenInvitation } from "./members/invite-member";
export { listInvitations, revokeInvitation, type Invitation } from "./members/list-invitations";
export { removeMember } from "./members/remove-member";
export {
  listOwnOrganizations,
  switchOrganization,
  type OwnOrganization,
} from "./members/switch-organization";
export { listMembersWith } from "./list-members-with";
export { listObjecting } from "./list-objecting";
export { listOrganizations } from "./list-organizations";
export { listPeople, type ListedPerson } from "./list-people";
export { listTrainingRefusals } from "./list-training-refusals";
export { listStaff, listStaffAddresses } from "./list-staff";
export { listSessions, type ListedSession } from "./list-sessions";
export {
  findOtherMembers,
  findOwnOrganizations,
  sortOrganizations,
  type NamedOrganization,
} from "./own-organizations";
export type { Organization, Session, User } from "./record";
export {
  findProcessingFloor,
  requireSubmissionTerms,
  setProcessingFloor,
  setTrainingConsent,
  type ProcessingFloor,
} from "./processing-floor";
export {
  changeProject,
  findProject,
  insertProject,
  listProjectRows,
  requireProject,
  type ProjectRow,
} from "./project-rows";
export { projectOf, requireProcessing, SUSPENDED } from "./require-processing";
export { endRefusal, refuseProcessor, requireProcessor, type Refusal } from "./processor-refusals";
export { requireOldEnough, tooYoung } from "./require-old-enough";
export {
  findGenerationsAtOnce,
  findPlan,
  listWithoutPlan,
  setPlanLimits,
  type PlanLimits,
  type SpendingLimits,
} from "./plan-limits";
export { findCaps, listCapped, setMemberCap, setOrganizationCap } from "./spending-caps";
export { setPassword } from "./replace-password";
export { mayDevelop, requireContent, seesContent } from "./require-content";
export { requireRole } from "./require-role";
export { requireStaff } from "./require-staff";
export { requireProof, stepUp } from "./step-up";
export { setStaffRole } from "./set-staff-role";
export { askForReview, decideReview, getOrganizationForStaff } from "./suspension/review-suspension";
export { liftSuspension, suspendOrganization } from "./suspension/suspend-organization";
export { revokeSession } from "./revoke-session";
export { startSession, type NewSession } from "./start-session";
export { updateOrganization } from "./update-organization";
export { updateProfile } from "./update-profile";
export {
  findRestriction,
  forgetSessions,
  listObjections,
  listRestricted,
  listWithheld,
  markClosed,
  setObjection,
  setWithheld,
  type Holder,
  type Withheld,
} from "./withhold";
export { confirmPlannedSignUp } from "./sign-up/confirm-sign-up";
export { limitAddress } from "./limit-address";
export { planSignUp } from "./sign-up/plan-sign-up";
export { addPasskey, beginPasskey } from "./passkeys/add-passkey";
export { beginPasskeySignIn, checkPasskey } from "./passkeys/check-passkey";
export { beginPasskeyProof, provePasskey } from "./passkeys/prove-passkey";
export { listPasskeys, removePasskey, type ListedPasskey } from "./passkeys/list-passkeys";
export { confirmEmailChange, type ConfirmedEmailChange } from "./email-change/confirm-email-change";
export { setEmail } from "./email-change/move-to-address";
export { cancelEmailChange, findEmailChange } from "./email-change/pending-email-change";
export { requestEmailChange } from "./email-change/request-email-change";
export { findFormerAddress, type FormerAddress } from "./email-change/find-former-address";
export { ADDRESS_CHANGED_JOB } from "./job-names";
export { requestReset } from "./password-reset/request-reset";
export { resetPassword } from "./password-reset/reset-password";
export { checkCode, hasSecondFactor } from "./second-factor/check-code";
export type { DemandedBy } from "./second-factor/demanded-roles";
export { demandSecondFactor, isSecondFactorDemanded } from "./second-factor/demand";
export {
  beginSecondFactor,
  confirmSecondFactor,
  describeSecondFactor,
  endSecondFactor,
  removeSecondFactor,
  renewRecoveryCodes,
} from "./second-factor/set-up";
export * from "./schema";
