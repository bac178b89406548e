/**
 * Part of every result. Bump it in the same commit as any change after which the same job gives other bytes: the minor
 * number for a change of form or colour, the patch number for one of file layout alone.
 */
export const engineVersion = "1.10.0";
