-- CreateTable
CREATE TABLE "backups" (
    "id" TEXT NOT NULL,
    "file" TEXT NOT NULL,
    "size_bytes" BIGINT NOT NULL,
    "rows" BIGINT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "drilled_at" TIMESTAMPTZ(3),
    "drilled_ok" BOOLEAN,
    "receipt" JSONB,

    CONSTRAINT "backups_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "backups_file_key" ON "backups"("file");

-- CreateIndex
CREATE INDEX "backups_created_at_idx" ON "backups"("created_at");


