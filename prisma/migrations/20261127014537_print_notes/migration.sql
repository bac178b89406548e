-- AlterTable
ALTER TABLE "prints" ADD COLUMN     "notes" TEXT[] DEFAULT ARRAY[]::TEXT[];


