import { refuseUnknown } from "@/lib/api";

// Every address under /api that no route of its own answers.
export { refuseUnknown as GET, refuseUnknown as POST, refuseUnknown as PUT };
export { refuseUnknown as PATCH, refuseUnknown as DELETE };
