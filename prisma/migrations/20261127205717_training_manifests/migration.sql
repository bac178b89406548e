-- CreateTable
CREATE TABLE "training_manifests" (
    "number" INTEGER NOT NULL,
    "salt" TEXT NOT NULL,
    "root" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "entries" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "training_manifests_pkey" PRIMARY KEY ("number")
);


