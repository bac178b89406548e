-- AlterTable
ALTER TABLE "api_requests" ADD COLUMN     "error_code" TEXT,
ADD COLUMN     "ip_address" TEXT,
ADD COLUMN     "parameters" JSONB NOT NULL DEFAULT '{}',
ADD COLUMN     "user_agent" TEXT;


