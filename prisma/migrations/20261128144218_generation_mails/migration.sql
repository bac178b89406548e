-- AlterTable
ALTER TABLE "users" ADD COLUMN     "generation_mailed_at" TIMESTAMPTZ(3),
ADD COLUMN     "generation_mails" TEXT NOT NULL DEFAULT 'never',
ADD COLUMN     "generation_mails_keys" BOOLEAN NOT NULL DEFAULT false;


