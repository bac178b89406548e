import { refuse, route } from "@/lib/api";
import { listReceiptKeys } from "@/lib/privacy";
import { privacyContracts as c } from "@/lib/privacy/contract";

export const GET = route(c.receiptKeys, listReceiptKeys);
export const { POST, PUT, PATCH, DELETE, OPTIONS } = refuse(GET);
