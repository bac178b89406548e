/**
 * Who processes what, and the rights of the people behind it. The register names only whom the software can reach. This
 * room conducts: each room below collects, restricts and erases what is its own.
 */
export { cancelRequest } from "./cancel-request";
export { authorities, findAuthority, type Authority } from "./find-authority";
export { listConsentHistory, type SaidConsent } from "./list-consent-history";
export { getConsents, setConsents } from "./consents";
export { createRequest } from "./create-request";
export { getReceipt } from "./get-receipt";
export { getRequest, listRequests } from "./get-request";
export { listProcessors } from "./list-processors";
export {
  announceProcessorChange,
  draftProcessorChange,
  withdrawProcessorChange,
} from "./processor-changes/announce-change";
export { announceEngines } from "./processor-changes/announce-engines";
export { announceRecipient } from "./processor-changes/announce-recipient";
export { admitRecipients, findUnadmitted, type Unadmitted } from "./processor-changes/admit-recipients";
export {
  getProcessorRegister,
  listAllChanges,
  listProcessorChanges,
  listOwnChanges,
} from "./processor-changes/list-changes";
export { objectToChange } from "./processor-changes/object-to-change";
export { replayErasures } from "./erasure-ledger";
export { countKeyData, eraseKeyData } from "./key-data/erase-key-data";
export { acknowledgeRequest } from "./acknowledge-request";
export { answerPrivacyRequest, listOpenRequests } from "./desk";
export { extendPrivacyRequest } from "./extend-request";
export { findSpared, keepReceipts, listReceipts } from "./find-spared";
export { listHolds, placeHold, releaseHold } from "./legal-holds";
export { assessBreach, closeBreach, listBreaches, recordBreach, reportBreach } from "./registers/breaches";
export { tellAffected } from "./registers/tell-affected";
export {
  approveLegalRequest,
  listLegalRequests,
  recordLegalRequest,
  refuseLegalRequest,
  tellOfLegalRequest,
} from "./registers/legal-requests";
export { answerLegalRequest } from "./registers/answer-legal-request";
export { buildTrainingManifest } from "./training/build-manifest";
export { checkProof } from "./training/proof";
export { listTrainingManifests, proveTraining } from "./training/read-manifests";
export { importExport } from "./import/import-export";
export { confirmImport, receiveImport } from "./import/receive-import";
export { readPart, requireWhole } from "./import/read-export";
export { announceTransfer } from "./transfer/announce-transfer";
export { planTransfer } from "./transfer/plan-transfer";
export { openErasureReceipt } from "./own-requests/erasure-receipt";
export { openPersonExport } from "./own-requests/open-person-export";
export { cancelPrivacyRequest } from "./own-requests/cancel-privacy-request";
export { keepRestriction, listRestrictions, planLifting } from "./own-requests/plan-lifting";
export { closeAccount } from "./own-requests/close-account";
export { confirmErasure } from "./own-requests/confirm-erasure";
export { openPrivacyRequest } from "./own-requests/open-privacy-request";
export { receivePrivacyRequest, type ReceivedRequest } from "./own-requests/receive-privacy-request";
export { getPrivacyRequest, listPrivacyRequests, previewErasure } from "./own-requests/read-privacy-requests";
export { agreeToAgent, readAgentRequest } from "./outside-requests/agree-to-agent";
export { askOutside, reportChild } from "./outside-requests/ask-outside";
export { takeMail } from "./outside-requests/take-mail";
export { decideChildReport } from "./outside-requests/decide-child-report";
export { enterCode } from "./outside-requests/enter-code";
export { readOutsideStatus } from "./outside-requests/read-status";
export { readUsagePatterns } from "./read-usage-patterns";
export { openExport, type OpenedExport } from "./open-export";
export { getProcessingPolicy, setProcessingPolicy } from "./processing-policy";
export { instructionTable, listInstructionMonths, listInstructions } from "./instructions/list-instructions";
export { createProject } from "./projects/create-project";
export { getProject, listProjects } from "./projects/get-project";
export { archiveProject, updateProject } from "./projects/update-project";
export { listReceiptKeys } from "./receipt-key";
