-- AlterTable
ALTER TABLE "generations" ADD COLUMN     "discarded_at" TIMESTAMPTZ(3);


