-- AlterTable
ALTER TABLE "privacy_requests" ADD COLUMN     "alarmed_days" INTEGER;


