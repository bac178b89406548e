-- CreateEnum
CREATE TYPE "upload_kind" AS ENUM ('picture', 'depth_map', 'normal_map', 'mesh');

-- AlterTable
ALTER TABLE "uploads" ADD COLUMN     "kind" "upload_kind";


