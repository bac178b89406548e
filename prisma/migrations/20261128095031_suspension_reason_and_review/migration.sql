-- AlterTable
ALTER TABLE "organizations" ADD COLUMN     "review_asked_at" TIMESTAMPTZ(3),
ADD COLUMN     "review_statement" TEXT,
ADD COLUMN     "suspended_by" TEXT,
ADD COLUMN     "suspension_reason" TEXT;


