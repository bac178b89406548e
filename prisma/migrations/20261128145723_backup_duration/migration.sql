-- AlterTable
ALTER TABLE "backups" ADD COLUMN     "duration_ms" INTEGER;


