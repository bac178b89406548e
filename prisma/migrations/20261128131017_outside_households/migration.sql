-- AlterTable
ALTER TABLE "outside_requests" ADD COLUMN     "household_id" TEXT;

-- CreateIndex
CREATE INDEX "outside_requests_household_id_idx" ON "outside_requests"("household_id");


