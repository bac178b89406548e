-- AlterTable
ALTER TABLE "generations" ADD COLUMN     "asked_deletes_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "memberships" ADD COLUMN     "monthly_credit_cap" INTEGER;

-- AlterTable
ALTER TABLE "organizations" ADD COLUMN     "generations_at_once" INTEGER,
ADD COLUMN     "keep_models_days" INTEGER,
ADD COLUMN     "monthly_credit_cap" INTEGER,
ADD COLUMN     "most_members" INTEGER,
ADD COLUMN     "plan" TEXT;



-- Whatever has an end so far was asked for.
UPDATE "generations" SET "asked_deletes_at" = "deletes_at" WHERE "deletes_at" IS NOT NULL;
