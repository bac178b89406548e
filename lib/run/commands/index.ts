import type { Command } from "../command";
import { acknowledgeAlert, listOpenAlerts } from "./alerts";
import { auditPrivacy } from "./audit-privacy";
import { takePrivacyMail } from "./take-privacy-mail";
import { backUp, drill, listBackups, restore } from "./backups";
import { checkBooks } from "./check-books";
import { createKeyFor } from "./create-key-for";
import { createPerson } from "./create-person";
import { takeExport, verifyExport } from "./exports";
import { diagnose } from "./diagnose";
import { grant } from "./grant";
import { discardDraft, draftNewPolicy, listPolicies, publishPolicy } from "./policies";
import {
  acknowledgeRequest,
  answerRequest,
  decideReport,
  extendRequest,
  keepRestricted,
  liftRestriction,
  listPrivacyDesk,
  listRestricted,
} from "./privacy-desk";
import {
  addRecipient,
  announceChange,
  draftChange,
  listChanges,
  listUndeletedTransfers,
  noteDeletion,
  withdrawChange,
} from "./processors";
import { printRecords } from "./print-records";
import { printFinances } from "./print-finances";
import { retry } from "./retry";
import { printChecklist, printFindings, printMaterials, printScans } from "./security";
import { seed } from "./seed";
import { transferBusiness } from "./transfer-business";
import { syncBilling } from "./sync-billing";
import { setAddress } from "./set-email";
import { setRandomPassword } from "./set-password";
import { setStaff } from "./set-staff";
import { showJobs } from "./show-jobs";
import { copyStorage } from "./copy-storage";
import { sweep } from "./sweep";
import { buildManifest, proveHash } from "./training";

/** What the operator types → what it does. */
export const commands: Record<string, Command> = {
  "users create": createPerson,
  "users password": setRandomPassword,
  "users email": setAddress,
  "staff set": setStaff,
  "keys create": createKeyFor,
  "credits grant": grant,
  "billing sync": syncBilling,
  "billing records": printFinances,
  "jobs list": showJobs,
  "jobs retry": retry,
  "alerts list": listOpenAlerts,
  "alerts acknowledge": acknowledgeAlert,
  "policies list": listPolicies,
  "policies draft": draftNewPolicy,
  "policies schedule": publishPolicy,
  "policies discard": discardDraft,
  "privacy audit": auditPrivacy,
  "privacy records": printRecords,
  "privacy requests": listPrivacyDesk,
  "privacy acknowledge": acknowledgeRequest,
  "privacy mail": takePrivacyMail,
  "privacy answer": answerRequest,
  "privacy extend": extendRequest,
  "privacy child": decideReport,
  "privacy restrictions": listRestricted,
  "privacy lift": liftRestriction,
  "privacy keep": keepRestricted,
  "privacy verify": verifyExport,
  "privacy import": takeExport,
  "privacy transfer": transferBusiness,
  "training build": buildManifest,
  "training prove": proveHash,
  "processors list": listChanges,
  "processors add": addRecipient,
  "processors draft": draftChange,
  "processors announce": announceChange,
  "processors withdraw": withdrawChange,
  "processors undeleted": listUndeletedTransfers,
  "processors deleted": noteDeletion,
  "retention sweep": sweep,
  "storage copy": copyStorage,
  "backup create": backUp,
  "backup list": listBackups,
  "backup drill": drill,
  "backup restore": restore,
  "security checklist": printChecklist,
  "security findings": printFindings,
  "security scans": printScans,
  "security materials": printMaterials,
  invariants: checkBooks,
  doctor: diagnose,
  seed,
};
