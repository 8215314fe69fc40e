import { type Kept, keep, recall, type StoredScenarios, type StoredSession } from './database.ts';

export const keepSession = (session: Omit<StoredSession, 'key'>): Promise<Kept> =>
  keep((db) => db.put('session', { ...session, key: 'last' }));

export const recallSession = (): Promise<StoredSession | undefined> =>
  recall((db) => db.get('session', 'last')).then((found) => found ?? undefined);

export const keepScenarios = (scenarios: StoredScenarios): Promise<Kept> =>
  keep((db) => db.put('scenarios', scenarios));

export const recallScenarios = (city: string): Promise<StoredScenarios | undefined> =>
  recall((db) => db.get('scenarios', city)).then((found) => found ?? undefined);

/** The city that came from files, so that a reload can open it again: a page may not read files twice. */
export const keepPack = (label: string, pack: Uint8Array): Promise<Kept> =>
  keep((db) => db.put('session', { key: 'pack', label, pack }));

export const recallPack = (): Promise<StoredSession | undefined> =>
  recall((db) => db.get('session', 'pack')).then((found) => found ?? undefined);
