-- AlterTable
ALTER TABLE "sessions" ADD COLUMN     "network" TEXT;

-- CreateTable
CREATE TABLE "key_networks" (
    "api_key_id" TEXT NOT NULL,
    "asn" INTEGER NOT NULL,
    "country" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "first_used_at" TIMESTAMPTZ(3) NOT NULL,
    "last_used_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "key_networks_pkey" PRIMARY KEY ("api_key_id","asn","country")
);

-- CreateIndex
CREATE INDEX "key_networks_last_used_at_idx" ON "key_networks"("last_used_at");

-- AddForeignKey
ALTER TABLE "key_networks" ADD CONSTRAINT "key_networks_api_key_id_fkey" FOREIGN KEY ("api_key_id") REFERENCES "api_keys"("id") ON DELETE CASCADE ON UPDATE CASCADE;


