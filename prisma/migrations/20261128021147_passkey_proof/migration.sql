-- AlterTable
ALTER TABLE "sessions" ADD COLUMN     "passkey_proved_at" TIMESTAMPTZ(3);


