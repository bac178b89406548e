-- AlterTable
ALTER TABLE "organizations" ADD COLUMN     "second_factor_demanded" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "sessions" ADD COLUMN     "proved_at" TIMESTAMPTZ(3);


