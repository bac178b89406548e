-- CreateTable
CREATE TABLE "key_attestations" (
    "id" TEXT NOT NULL,
    "organization_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "sha256" TEXT NOT NULL,
    "actor_kind" TEXT NOT NULL,
    "actor_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "key_attestations_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "dpa_signatures" (
    "id" TEXT NOT NULL,
    "organization_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "sha256" TEXT NOT NULL,
    "signatory" TEXT NOT NULL,
    "company" TEXT NOT NULL,
    "signed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "dpa_signatures_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "key_attestations_organization_id_version_key" ON "key_attestations"("organization_id", "version");

-- CreateIndex
CREATE INDEX "dpa_signatures_organization_id_version_idx" ON "dpa_signatures"("organization_id", "version");


