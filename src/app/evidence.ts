import { readEvidence } from '../panels/evidence/file.ts';
import type { AppState } from './state.ts';
import type { Store } from './store.ts';

const EVIDENCE_URL = './data/evidence/evidence.json';

/** Brings the page about evidence and what it shows; both come only when asked for. */
export async function loadEvidence(store: Store<AppState>): Promise<void> {
  void import('../panels/evidence/page.ts');
  if (typeof store.get().evidence === 'object') return;
  try {
    const response = await fetch(new URL(EVIDENCE_URL, document.baseURI));
    if (!response.ok) throw new Error(`${response.status} ${response.statusText}`);
    store.set({ evidence: readEvidence(await response.json()) });
  } catch (error) {
    console.warn('The evidence could not be opened.', error);
    store.set({ evidence: 'missing' });
  }
}
