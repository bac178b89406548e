-- AlterTable
ALTER TABLE "page_views" ADD COLUMN     "browsers" INTEGER NOT NULL DEFAULT 0;


