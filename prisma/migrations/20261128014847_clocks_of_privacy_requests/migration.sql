-- AlterTable
ALTER TABLE "privacy_requests" ADD COLUMN     "acknowledged_at" TIMESTAMPTZ(3),
ADD COLUMN     "law" TEXT NOT NULL DEFAULT 'other';



-- Those of the portal stood in their person's list from the first moment.
UPDATE "privacy_requests" SET "acknowledged_at" = "received_at" WHERE "source" = 'portal';
