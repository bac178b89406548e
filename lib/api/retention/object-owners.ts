import type { ObjectOwner } from "@/lib/core/object-owner";
import { generationObjects } from "@/lib/generations/jobs";
import { exportObjects, personExportObjects } from "@/lib/privacy/jobs";
import { conversionObjects, printCheckObjects } from "@/lib/prints/jobs";
import { uploadObjects } from "@/lib/uploads/jobs";

/** Everybody who stores objects. What none of them points to was left behind, see `sweepOrphans`. */
export const objectOwners: readonly ObjectOwner[] = [
  generationObjects,
  uploadObjects,
  conversionObjects,
  printCheckObjects,
  exportObjects,
  personExportObjects,
];
