import { type Kept, keep, recall, type StoredRun } from './database.ts';

/** Keeps a run and its water together: both or neither. */
export function keepRun(run: StoredRun, water: unknown): Promise<Kept> {
  return keep(async (db) => {
    const write = db.transaction(['runs', 'water'], 'readwrite');
    await Promise.all([write.objectStore('runs').put(run), write.objectStore('water').put(water, run.key), write.done]);
  });
}

/** All stored runs, newest first, without their water. */
export async function listRuns(): Promise<readonly StoredRun[]> {
  const runs = (await recall((db) => db.getAll('runs'))) ?? [];
  return runs.sort((a, b) => b.at - a.at);
}

/** A run with its water, where it was kept. */
export async function recallRun(
  key: string,
): Promise<{ readonly run: StoredRun; readonly water: unknown } | undefined> {
  return recall(async (db) => {
    const [run, water] = await Promise.all([db.get('runs', key), db.get('water', key)]);
    return run && water !== undefined ? { run, water } : undefined;
  }).then((found) => found ?? undefined);
}

export function forgetRuns(keys: readonly string[]): Promise<Kept> {
  return keep(async (db) => {
    const write = db.transaction(['runs', 'water'], 'readwrite');
    for (const key of keys) {
      void write.objectStore('runs').delete(key);
      void write.objectStore('water').delete(key);
    }
    await write.done;
  });
}
