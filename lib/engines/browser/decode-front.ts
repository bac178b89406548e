import type { Front } from "../local/decode-front";

/** No page sends a depth or a normal map: the outline tells the front. */
export const decodeFront = async (): Promise<Front> => ({});
