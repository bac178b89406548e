/**
 * What people are told and what they say to it: versioned policies, and who accepted which, by the hash of what was shown.
 * A material change is announced 30 days ahead and accepted anew; going on to use the service accepts nothing. Acceptances
 * are only ever added.
 */
export {
  acceptPolicies,
  listAcceptances,
  listUnaccepted,
  recordAcceptance,
  recordFirstKeyUse,
  requireCurrent,
  type Occasion,
} from "./accept-policies";
export { markApplied, readAnnouncements } from "./announce-policy";
export { diffLines, type DiffLine } from "./diff-lines";
export { POLICY_EFFECTIVE_JOB } from "./job-names";
export {
  listProofs,
  type ProofReport,
  type ProvedPart,
  type ProvedSentence,
  type RowTest,
} from "./list-proofs";
export { readProofReport } from "./read-proof-report";
export { materialVersion } from "./material-version";
export { parsePolicy, type PolicyBlock } from "./parse-policy";
export { listPolicyNotices, policyLink, type PolicyNotice } from "./policy-notice";
export {
  getCurrentPolicy,
  getPolicyVersion,
  listPolicyVersions,
  type PolicyVersion,
} from "./policy-versions";
export { findDpaSignature, printSignedDpa, signDpa, type DpaSignature } from "./sign-dpa";
export { readPolicyDesk, type PolicyDesk } from "./policy-desk";
export { discardPolicy, draftPolicy, schedulePolicy } from "./publish-policy";
