-- CreateTable
CREATE TABLE "generation_shares" (
    "id" TEXT NOT NULL,
    "organization_id" TEXT NOT NULL,
    "generation_id" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "allow_download" BOOLEAN NOT NULL DEFAULT false,
    "expires_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "generation_shares_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "generation_shares_generation_id_idx" ON "generation_shares"("generation_id");

-- AddForeignKey
ALTER TABLE "generation_shares" ADD CONSTRAINT "generation_shares_generation_id_fkey" FOREIGN KEY ("generation_id") REFERENCES "generations"("id") ON DELETE CASCADE ON UPDATE CASCADE;


