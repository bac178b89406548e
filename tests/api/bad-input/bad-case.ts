import { expect, it } from "vitest";
import type { ErrorCode } from "@/lib/core/errors";
import type { ApiAnswer } from "../../support/call-api";

/** Where cases happen, and how to look at what a refusal must leave alone. */
export interface Place {
  /** Before each case. */
  reset(): Promise<void>;
  /** Jobs, rows, objects and the ledger, as something that can be compared. */
  footprint(): Promise<unknown>;
}

/** A line of the table: one bad request of a row of the catalogue, and the answer to it. */
export interface BadCase<P extends Place> {
  /** The row's number in the catalogue. */
  row: number;
  name: string;
  /** Status, code and field of a refusal; the status alone where the request is taken, cleaned or ignored. */
  answer: readonly [status: number, code?: ErrorCode, param?: string];
  /** What must be there first, such as a generation; its name is handed on. */
  prepare?(place: P): Promise<string>;
  send(place: P, made: string): Promise<ApiAnswer>;
  /** What else must hold. */
  also?(answer: ApiAnswer, place: P, made: string): void | Promise<void>;
}

/** Runs the table. What holds for every refusal is looked at here, never by a case. */
export function tryCases<P extends Place>(cases: readonly BadCase<P>[], place: () => P): void {
  it.each(cases.map((one): [number, string, BadCase<P>] => [one.row, one.name, one]))(
    "row %i: %s",
    async (_row, _name, { prepare, send, also, answer: [status, code, param] }) => {
      await place().reset();
      const made = (await prepare?.(place())) ?? "";
      const before = await place().footprint();
      const answer = await send(place(), made);
      const { body } = answer as ApiAnswer<{ code?: string; param?: string }>;
      expect([answer.status, body.code]).toEqual([status, code]);
      if (param) expect(body.param).toBe(param);
      if (status >= 400) {
        expectRefusal(answer);
        expect(await place().footprint()).toEqual(before);
      }
      await also?.(answer, place(), made);
    },
  );
}

function expectRefusal({ status, headers, body, text }: ApiAnswer): void {
  expect(status).toBeLessThan(500);
  expect(headers.get("content-type")).toBe("application/problem+json; charset=utf-8");
  expect(headers.get("x-request-id")).toMatch(/^req_[0-9A-Za-z]{22}$/);
  expect(body).toMatchObject({
    status,
    request_id: headers.get("x-request-id"),
    detail: expect.stringMatching(/\w/),
  });
  expect(headers.get("set-cookie")).toBeNull();
  expect(text).not.toMatch(/\.[cm]?[jt]sx?:\d|node_modules|\n\s+at |prisma|SELECT /i);
}
