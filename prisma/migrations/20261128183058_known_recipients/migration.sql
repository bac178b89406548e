-- CreateTable
CREATE TABLE "known_recipients" (
    "name" TEXT NOT NULL,
    "known_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "known_recipients_pkey" PRIMARY KEY ("name")
);


