import { readFileSync, readlinkSync } from "node:fs";
import type { Server, Socket } from "node:net";

export interface ReadingLimits {
  /** Within this time the bytes below are taken of what waits, or all of it where less does. */
  withinMs: number;
  leastBytes: number;
  lookedAtEveryMs: number;
  /** Of one address, as many connections may be late at once; nothing where one address stands for everybody. */
  lateOfOneAddress: number | undefined;
}

/** One kilobyte a second: a tenth of what a poor mobile line carries. */
export const readingLimits: ReadingLimits = {
  withinMs: 30_000,
  leastBytes: 30_000,
  lookedAtEveryMs: 5_000,
  lateOfOneAddress: 32,
};

/**
 * Cuts the connections of those who ask and then hardly read, so that nobody keeps many for ever. Only what waits to be
 * taken counts: a stream that has nothing to say may be silent for as long as it likes. Looks until the server closes.
 */
export function cutSlowReaders(
  server: Server,
  limits: ReadingLimits = readingLimits,
  now = () => performance.now(),
): void {
  const readers = new Map<Socket, Reader>();
  // Under TLS this is the bare connection, too: its bytes are the ones that are on the line.
  server.on("connection", (socket) => {
    readers.set(socket, { seenTo: 0 });
    socket.once("close", () => readers.delete(socket));
  });
  const timer = setInterval(() => look(readers, limits, now()), limits.lookedAtEveryMs);
  timer.unref();
  server.once("close", () => clearInterval(timer));
}

export interface Reader {
  /** All that was written up to here was taken. */
  seenTo: number;
  /** Since when something waits, how much had been taken then, and how much of it has to be. */
  waits?: { since: number; taken: number; owed: number };
}

function look(readers: ReadonlyMap<Socket, Reader>, limits: ReadingLimits, now: number): void {
  const wrote = [...readers].filter(([socket, reader]) => handleOf(socket).bytesWritten !== reader.seenTo);
  if (wrote.length === 0) return;
  const unread = readUnread();
  // Where only what the system has not yet accepted is seen, it is seen to move in great steps.
  const withinMs = unread ? limits.withinMs : 2 * limits.withinMs;
  const late = new Map<string, number>();
  for (const [socket, reader] of wrote) {
    const { bytesWritten, writeQueueSize, fd } = handleOf(socket);
    const waiting = writeQueueSize + ((unread && unread.get(inodeOf(fd))) ?? 0);
    const lateMs = judgeReader(reader, { written: bytesWritten, waiting }, limits.leastBytes, now);
    if (lateMs < withinMs / 3) continue;
    const address = socket.remoteAddress ?? "";
    const before = late.get(address) ?? 0;
    late.set(address, before + 1);
    const tooMany = limits.lateOfOneAddress !== undefined && before >= limits.lateOfOneAddress;
    // Not only closed: what the system still holds for them would stay for as long as they please.
    if (lateMs >= withinMs || tooMany) socket.resetAndDestroy();
  }
}

/** Writes down what was taken by now; returns for how long the reader has owed to take more. */
export function judgeReader(
  reader: Reader,
  { written, waiting }: { written: number; waiting: number },
  leastBytes: number,
  now: number,
): number {
  const taken = written - waiting;
  if (waiting === 0) {
    reader.seenTo = written;
    reader.waits = undefined;
    return 0;
  }
  const { waits } = reader;
  if (waits && taken - waits.taken < waits.owed) return now - waits.since;
  reader.waits = { since: now, taken, owed: Math.min(waiting, leastBytes) };
  return 0;
}

interface Handle {
  bytesWritten: number;
  /** What the system has not accepted yet. Node's own time limits of sockets go by it. */
  writeQueueSize: number;
  fd: number;
}

const gone: Handle = { bytesWritten: 0, writeQueueSize: 0, fd: -1 };

const handleOf = (socket: Socket): Handle => (socket as Socket & { _handle: Handle | null })._handle ?? gone;

/** What each connection's other end has not confirmed yet, by inode; undefined where the system does not tell. */
function readUnread(): Map<string, number> | undefined {
  try {
    const lines = ["tcp", "tcp6"].flatMap((name) =>
      readFileSync(`/proc/self/net/${name}`, "utf8").trim().split("\n").slice(1),
    );
    return new Map(
      lines.map((line) => {
        const [, , , , queues, , , , , inode] = line.trim().split(/\s+/);
        return [inode, parseInt(queues, 16)];
      }),
    );
  } catch {
    return undefined;
  }
}

function inodeOf(fd: number): string {
  try {
    return /\d+/.exec(readlinkSync(`/proc/self/fd/${fd}`))?.[0] ?? "";
  } catch {
    return "";
  }
}
