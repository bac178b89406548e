import { EndedShare } from "@/components/generations/ended-share";

export default EndedShare;
