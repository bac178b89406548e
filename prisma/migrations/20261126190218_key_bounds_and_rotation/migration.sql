-- AlterTable
ALTER TABLE "api_keys" ADD COLUMN     "allowed_origins" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "monthly_credit_cap" INTEGER,
ADD COLUMN     "overlap_ends_at" TIMESTAMPTZ(3),
ADD COLUMN     "rotated_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "retired_secrets" (
    "hash" TEXT NOT NULL,
    "api_key_id" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "retired_secrets_pkey" PRIMARY KEY ("hash")
);

-- CreateIndex
CREATE INDEX "retired_secrets_api_key_id_idx" ON "retired_secrets"("api_key_id");

-- CreateIndex
CREATE INDEX "generations_api_key_id_created_at_idx" ON "generations"("api_key_id", "created_at");

-- AddForeignKey
ALTER TABLE "retired_secrets" ADD CONSTRAINT "retired_secrets_api_key_id_fkey" FOREIGN KEY ("api_key_id") REFERENCES "api_keys"("id") ON DELETE CASCADE ON UPDATE CASCADE;


