import { refuse, route } from "@/lib/api";
import { receiveFile } from "@/lib/api/receive-file";
import { uploadContracts as c } from "@/lib/uploads/contract";

export const PUT = route(c.receive, receiveFile);
export const { GET, HEAD, POST, PATCH, DELETE, OPTIONS } = refuse(PUT);
