/**
 * Generations: a request becomes a row, a reservation and a job in one transaction; the job becomes files, a settled
 * charge and an event in another. Whatever fails, is cancelled or is killed in between costs nothing, and no
 * generation is charged twice. Every read is bound to the caller's organization; another's id is simply not found.
 */
export { cancelGeneration } from "./cancel-generation";
export { createGeneration, type CreateGenerationInput } from "./create-generation";
export { deleteGeneration } from "./delete-generation";
export { discardGenerations, restoreGenerations } from "./discard-generations";
export { hashEndUser, openEndUser, sealEndUsers } from "./end-user";
export { getGeneration } from "./get-generation";
export { getProcessing, type ProcessingFacts } from "./get-processing";
export { listAllGenerations, type SeenGeneration } from "./list-all-generations";
export { ListAllGenerations } from "./list-all-schema";
export { listEndings, type Ending } from "./list-endings";
export { listGenerations } from "./list-generations";
export { listUndeleted, noteDeletedByHand } from "./outside/delete-by-hand";
export { listOutsideEngines } from "./outside/list-eligible";
export { loadPicture } from "./load-picture";
export { openDownload, openGenerationFile, type OpenedFile } from "./open-file";
export { qualities, promptQualities, type Quality, type QualityTier } from "./qualities";
export { toPrintReport } from "./record";
export { getReport } from "./get-report";
export { keepModelsFor } from "./keep-models-for";
export { spentByPerson, spentOf } from "./require-spending-cap";
export { giveFeedback } from "./give-feedback";
export { passOlderInputs } from "./pass-older-inputs";
export { collectEndUser, eraseEndUser, type CollectedGeneration } from "./end-user-data";
export { countOfKey, eraseOfKey } from "./key-data";
export { linkForSlicer } from "./link-for-slicer";
export { liftRestriction, restrictEndUser, type EndUserScope } from "./restrict-end-user";
export { ZERO_RETENTION_MS } from "./plan-erasure";
export { listShares, revokeShare, shareGeneration } from "./share-generation";
export { openShare, openShareCard } from "./open-share";
export { quoteGeneration } from "./quote-generation";
export {
  importGenerations,
  previewImport,
  type ExportedHistory,
  type ImportedGenerations,
} from "./import-generations";
export { findZeroRetention } from "./find-zero-retention";
export { findDrawings } from "./find-drawings";
export { findRefusedPictures } from "./find-refused-pictures";
export { listTrainable, type Trainable } from "./list-trainable";
export { stopGenerations, withdrawFromTraining, type GenerationHolder } from "./withhold-generations";
export { waitForGeneration } from "./wait-for-generation";
export { watchGeneration, type WatchedState } from "./watch-generation";
