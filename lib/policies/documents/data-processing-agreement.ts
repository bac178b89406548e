/** The agreement under Article 28 GDPR that a customer can sign in the portal. */
export const dataProcessingAgreement = `This Data Processing Agreement ("DPA") supplements the API Terms of Use. It applies where you ("the controller") send personal data of your own customers or users ("end users") to this installation of PrintPal ("the processor").
1. SUBJECT AND DURATION
The processor turns pictures and prompts into 3D models on behalf of the controller, for as long as the controller uses the API and until the data has been deleted.
2. DATA AND PERSONS
- Persons: end users of the controller
- Data: pictures, prompts, generation settings, models, and the end-user identifier that the controller chooses
- Special categories of data are not to be sent
3. INSTRUCTIONS
- The processor processes end-user data only on documented instructions: the calls of the API, the processing rules in the portal, and the data-subject requests
- Every instruction is recorded in the audit log
- The processor tells the controller when an instruction seems unlawful
4. CONFIDENTIALITY
Whoever works with the data is bound to confidentiality.
5. SECURITY
- Data is encrypted in transit and at rest
- API keys are kept as SHA-256 hashes, passwords as scrypt hashes
- Access is limited by roles, and every act of staff is recorded
6. SUB-PROCESSORS
- The sub-processors are those on the public register of processors
- Each new one is announced at least 30 days before it begins, by mail
- The controller may object within these 30 days; what was objected to is not used for the controller's data
- The processor binds each sub-processor to the duties of this agreement
7. RIGHTS OF END USERS
The processor helps the controller to answer requests for access, erasure, portability and restriction, by calls of the API that carry them out.
8. BREACHES
The processor tells the controller of a personal data breach without undue delay, with what the controller needs for its own report.
9. DELETION AND RETURN
At the end the processor returns the data as an export and deletes it, as the retention table says, unless the law demands that it is kept.
10. AUDITS
The processor makes available what is needed to show that this agreement is kept: the retention table, the receipts of processing, the register of processors, and the proofs published at /privacy/proof.
11. TRANSFERS
Data leaves the European Economic Area only where an adequacy decision or standard contractual clauses allow it; the register names the ground for each processor.
12. OWN PURPOSES
The processor does not use end-user data for purposes of its own. Training with it happens only where the controller has agreed to it.
13. CONTACT
{contact}
`;
