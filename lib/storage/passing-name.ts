const FOLDER = "passing";

/** The name of what is to be worked on and not to stay, such as `gen_…/passing/input-1`. */
export const passingName = (owner: string, name: string): string => `${owner}/${FOLDER}/${name}`;

/** Whether a stored object's name, `org_…/gen_…/passing/…`, says that it is not to stay. */
export const isPassing = (object: string): boolean => object.split("/")[2] === FOLDER;

/** So long at most an object is kept that was stored to be worked on and not to stay. */
export const PASSING_DAYS = 30;
