/**
 * Files, encrypted before they touch the disk or leave for a bucket of S3. Every object has a key of its own, wrapped by its organization's, wrapped
 * by the master key: destroying the organization's makes all its objects unreadable. A write is whole or not there;
 * a flipped bit, a cut, a reordering or a swap is an error when read, never other bytes. Objects never change.
 */
export { cutPieces } from "./cut-pieces";
export { copyToBucket } from "./copy-to-bucket";
export { inspectStorage } from "./inspect-storage";
export { keyedHash } from "./keyed-hash";
export { listObjects } from "./list-objects";
export { listAside, mirrorObjects, removeAside, type Withheld } from "./mirror-objects";
export { objectExists } from "./object-exists";
export { openObject, type ByteRange, type OpenedObject } from "./open-object";
export { isPassing, passingName, PASSING_DAYS } from "./passing-name";
export { sweepPassing, watchPassing } from "./passing-objects";
export { probeStorage } from "./probe-storage";
export { putObject, type NewObject, type StoredObject } from "./put-object";
export { copyObject, putStream, type NewStream } from "./put-stream";
export { readObject } from "./read-object";
export { removeObject, removeObjects } from "./remove-object";
export { renameObject } from "./rename-object";
export { openRecord, sealRecord, type RecordName } from "./seal-record";
export { openOwnSecret, openSecret, sealOwnSecret, sealSecret } from "./seal-secret";
export { returnObjects } from "./return-objects";
export { requireStorage } from "./require-storage";
export { signLink, verifyLink, LINK_LIFETIME_SECONDS } from "./sign-link";
