/**
 * Encrypted copies of the whole database: written a day, kept for 35 days, restored once a month to see whether they can be.
 * A copy is of one moment, in a file that only this installation's master key opens; a flipped bit, a cut or another key is
 * an error when it is read, never other rows. Objects lie beside the database and are copied by the operator as they are.
 */
export { backupFolder, createBackup, restoreBackup, type CreatedBackup } from "./create-backup";
export { BackupDamaged } from "./seal-backup";
export { watchBackups } from "./watch-backups";
