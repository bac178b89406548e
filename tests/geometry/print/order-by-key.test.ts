import { expect, it } from "vitest";
import { orderByKey } from "@/lib/geometry/print/order-by-key";
import { makeRandom } from "@/tests/support/make-fields";

it("orders keys of all 32 bits, equal ones as they were", () => {
  expect([...orderByKey(Uint32Array.from([7, 0xffffffff, 0, 7, 0x80000000, 2048]))]).toEqual([
    2, 0, 3, 5, 4, 1,
  ]);
  expect(orderByKey(new Uint32Array(0))).toHaveLength(0);
  const random = makeRandom(5);
  const keys = Uint32Array.from({ length: 5000 }, () => random() * 2 ** 32);
  const sorted = [...keys.keys()].sort((one, other) => keys[one] - keys[other] || one - other);
  expect([...orderByKey(keys)]).toEqual(sorted);
});
