import type { Tx } from "@/lib/db";
import type { Digests } from "./name-digests";

export interface Trainable {
  /** SHA-256 of each picture that is still there. */
  pictures: string[];
  /** Where they are stored. */
  objects: string[];
}

const AT_ONCE = 2_000;

/** What was eligible when it was sent, and still is kept: nothing erased, restricted, deleted, failed or made by a test key. */
export async function* listTrainable(tx: Tx): AsyncGenerator<Trainable> {
  for (let after = ""; ;) {
    const rows = await tx.generation.findMany({
      where: {
        id: { gt: after },
        ...{ trainingEligible: true, status: "completed", test: false },
        ...{
          deletedAt: null,
          discardedAt: null,
          restrictedAt: null,
          inputErasedAt: null,
          inputObject: { not: null },
        },
      },
      orderBy: { id: "asc" },
      take: AT_ONCE,
      select: {
        id: true,
        digests: true,
        inputObject: true,
        viewObjects: true,
      },
    });
    for (const { digests, inputObject, viewObjects } of rows) {
      const { input = [] } = digests as unknown as Partial<Digests>;
      const pictures = input.filter(({ name }) => name !== "prompt").map(({ sha256 }) => sha256);
      const objects = [...(inputObject ? [inputObject] : []), ...viewObjects];
      yield { pictures, objects };
    }
    if (rows.length < AT_ONCE) return;
    after = rows[rows.length - 1].id;
  }
}
