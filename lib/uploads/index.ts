/**
 * Uploads: files that a customer sends ahead, once, to name them in as many calls as they like. Announced, then sent to a
 * signed address, looked at as a picture or a mesh is anywhere else, and kept encrypted until they were not used for a
 * day. Whoever uses one takes a copy, so that removing it breaks nothing. Another organization's id is not found.
 */
export { copyUpload, findUploads, takeUploads, type ReadyUpload } from "./take-uploads";
export { collectUpload } from "./collect-upload";
export { createUpload } from "./create-upload";
export { deleteUpload } from "./delete-upload";
export { getUpload } from "./get-upload";
export { countUploadsOfKey, eraseUploadsOfKey } from "./key-data";
export { listUploads } from "./list-uploads";
export { receiveUpload, type Arriving } from "./receive-upload";
