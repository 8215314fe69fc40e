import { type Kept, keep, recall, type StoredCheckpoint } from './database.ts';

const partsOf = (run: string): IDBKeyRange => IDBKeyRange.bound([run, 0], [run, Number.POSITIVE_INFINITY]);

/**
 * Puts a checkpoint in place of the one before, with the frames that came since, both or neither. The first of a run
 * clears away what other runs of the city left behind.
 */
export function keepCheckpoint(checkpoint: StoredCheckpoint, frames: Blob): Promise<Kept> {
  return keep(async (db) => {
    const write = db.transaction(['checkpoints', 'parts'], 'readwrite');
    const rows = write.objectStore('checkpoints');
    const parts = write.objectStore('parts');
    // A write that fails is told by `done`; each of them would be a second, unheard report.
    const quiet = (request: Promise<unknown>): void => void request.catch(() => {});
    if (checkpoint.parts === 1) {
      for (const other of await rows.getAll()) {
        if (other.city !== checkpoint.city) continue;
        quiet(rows.delete(other.key));
        quiet(parts.delete(partsOf(other.run)));
      }
    }
    quiet(rows.put(checkpoint));
    quiet(parts.put(frames, [checkpoint.run, checkpoint.parts - 1]));
    await write.done;
  });
}

/** A checkpoint with all its frames, where it is whole. */
export async function recallCheckpoint(
  key: string,
): Promise<{ readonly checkpoint: StoredCheckpoint; readonly frames: readonly Blob[] } | undefined> {
  return recall(async (db) => {
    const checkpoint = await db.get('checkpoints', key);
    const frames = checkpoint ? await db.getAll('parts', partsOf(checkpoint.run)) : [];
    return checkpoint && frames.length === checkpoint.parts ? { checkpoint, frames } : undefined;
  });
}

/** Checkpoints of a city, without their frames. */
export const listCheckpoints = (city: string): Promise<readonly StoredCheckpoint[]> =>
  recall((db) => db.getAll('checkpoints')).then((rows) => (rows ?? []).filter((row) => row.city === city));

/** Forgets the checkpoint of a run; another run's under the same key stays. */
export function forgetCheckpoint(key: string, run: string): Promise<Kept> {
  return keep(async (db) => {
    const write = db.transaction(['checkpoints', 'parts'], 'readwrite');
    const rows = write.objectStore('checkpoints');
    if ((await rows.get(key))?.run === run) void rows.delete(key);
    void write.objectStore('parts').delete(partsOf(run));
    await write.done;
  });
}
