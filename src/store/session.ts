import { type Kept, keep, recall, type StoredScenarios, type StoredSession } from './database.ts';

export const keepSession = (session: Omit<StoredSession, 'key'>): Promise<Kept> =>
  keep((db) => db.put('session', { ...session, key: 'last' }));

export const recallSession = (): Promise<StoredSession | undefined> =>
  recall((db) => db.get('session', 'last')).then((found) => found ?? undefined);

export const keepScenarios = (scenarios: StoredScenarios): Promise<Kept> =>
  keep((db) => db.put('scenarios', scenarios));

export const recallScenarios = (city: string): Promise<StoredScenarios | undefined> =>
  recall((db) => db.get('scenarios', city)).then((found) => found ?? undefined);
