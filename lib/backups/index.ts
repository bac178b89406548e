/**
 * Encrypted copies of everything: written every four minutes, kept for 35 days, restored once a month to see whether they can
 * be. The database is copied as of one moment, into a file that only this installation's master key opens; a flipped bit, a
 * cut or another key is an error when it is read, never other rows. Objects are copied as they are, sealed. The keys of the
 * organizations lie in files of their own for a week, so that what was shredded stays so.
 */
export { backupFolder, createBackup, restoreBackup, type CreatedBackup } from "./create-backup";
export { copyErasures, ERASURES } from "./copy-erasures";
export { BackupDamaged } from "./seal-backup";
export { onOneDisk, watchBackups } from "./watch-backups";
