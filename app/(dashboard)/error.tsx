"use client";
/** Inside the frame of the portal, which stays around it. */
export { PageFailure as default } from "@/components/shell/page-failure";
