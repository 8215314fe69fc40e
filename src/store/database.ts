import { type DBSchema, type IDBPDatabase, openDB } from 'idb';

/** A run as it is listed: everything but its frames. */
export interface StoredRun {
  readonly key: string;
  readonly city: string;
  readonly scenario: string;
  readonly cellSizeM: number;
  /** Wall-clock time of storing, ms. */
  readonly at: number;
  readonly bytes: number;
  readonly frames: number;
  /** What the page needs to show it; opaque here. */
  readonly record: unknown;
}

/** Where an unfinished run can be taken up. */
export interface StoredCheckpoint {
  /** Identity of the run, as of a finished one. */
  readonly key: string;
  /** Names the run that wrote it: another tab may write under the same key. */
  readonly run: string;
  readonly city: string;
  readonly scenario: string;
  readonly cellSizeM: number;
  readonly timeS: number;
  /** Wall-clock time of storing, ms. */
  readonly at: number;
  /** State file of the engine. A Blob is written without a copy on the page's thread. */
  readonly state: Blob;
  /** Parts that its frames lie in. */
  readonly parts: number;
  /** What the page needs to show it; opaque here. */
  readonly record: unknown;
}

/** What a reload comes back to. */
export interface StoredSession {
  /** `last` the visit, `pack` the city that came from files. */
  readonly key: 'last' | 'pack';
  readonly url?: string;
  /** Area pack of a city that came from files. */
  readonly pack?: Uint8Array;
  readonly label?: string;
  /** A run that had not ended. */
  readonly running?: { readonly scenario: string; readonly cellSizeM: number; readonly timeS: number };
}

/** Scenarios made in the page, by city. */
export interface StoredScenarios {
  readonly city: string;
  readonly entries: unknown;
  readonly selected: string | undefined;
}

export interface TwinDb extends DBSchema {
  runs: { key: string; value: StoredRun; indexes: { city: string } };
  /** Packed water of a run, apart from its row. */
  water: { key: string; value: unknown };
  checkpoints: { key: string; value: StoredCheckpoint };
  /** Frames of unfinished runs, by run and part. */
  parts: { key: [run: string, part: number]; value: Blob };
  scenarios: { key: string; value: StoredScenarios };
  session: { key: string; value: StoredSession };
}

let opened: Promise<IDBPDatabase<TwinDb> | undefined> | undefined;

/** The database, or undefined where the browser keeps nothing. */
export function database(): Promise<IDBPDatabase<TwinDb> | undefined> {
  opened ??= openDB<TwinDb>('danang-twin', 2, {
    upgrade(db, from) {
      if (from < 1) {
        db.createObjectStore('runs', { keyPath: 'key' }).createIndex('city', 'city');
        db.createObjectStore('water');
        db.createObjectStore('scenarios', { keyPath: 'city' });
        db.createObjectStore('session', { keyPath: 'key' });
      }
      db.createObjectStore('checkpoints', { keyPath: 'key' });
      db.createObjectStore('parts');
    },
    // Another tab has a newer page: it must not wait for this one.
    blocking: (_current, _next, event) => (event.target as IDBDatabase).close(),
    terminated: () => {
      opened = undefined;
    },
  }).catch(() => undefined);
  return opened;
}

/** How a write went: `full` when the browser has no room left, `off` when it keeps nothing at all. */
export type Kept = 'kept' | 'full' | 'off';

/** Does a write and tells how it went, never throws. */
export async function keep(write: (db: IDBPDatabase<TwinDb>) => Promise<unknown>): Promise<Kept> {
  const db = await database();
  if (!db) return 'off';
  try {
    await write(db);
    return 'kept';
  } catch (error) {
    return error instanceof DOMException && error.name === 'QuotaExceededError' ? 'full' : 'off';
  }
}

/** Does a read; undefined where there is nothing or nothing can be read. */
export async function recall<T>(read: (db: IDBPDatabase<TwinDb>) => Promise<T>): Promise<T | undefined> {
  const db = await database();
  if (!db) return undefined;
  try {
    return await read(db);
  } catch {
    return undefined;
  }
}
