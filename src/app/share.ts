import { deflateSync, inflateSync, strFromU8, strToU8 } from 'fflate';
import { flatten, parseScenario, type Scenario, writeScenario } from '../scenario/index.ts';
import { type Book, entryOf } from './book.ts';
import { saveAs } from './files.ts';

/** A longer scenario goes as a file: programs that pass addresses on cut them. Characters. */
const MOST_IN_ADDRESS = 6000;

/** A scenario of the book with what it inherits from others that the city does not have; undefined: there is none. */
export function scenarioFile(book: Book, id: string): Scenario | undefined {
  const line: Scenario[] = [];
  for (let entry = entryOf(book, id); entry; entry = entryOf(book, entry.scenario.parent ?? undefined)) {
    if (entry.shipped && line.length > 0) break;
    line.unshift(entry.scenario);
    if (entry.shipped) break;
  }
  return line.length > 0 ? flatten(line) : undefined;
}

/** Hands out a scenario as the file that every twin opens. */
export function saveScenario(book: Book, id: string): void {
  const scenario = scenarioFile(book, id);
  if (scenario) saveAs(new Blob([writeScenario(scenario)], { type: 'application/json' }), `${id}.json`);
}

/** A scenario as a word of an address: its JSON, deflated, base64 of addresses (RFC 4648 §5); undefined: too long. */
export function packScenario(scenario: Scenario): string | undefined {
  const bytes = deflateSync(strToU8(JSON.stringify(scenario)), { level: 9 });
  if (bytes.length > (MOST_IN_ADDRESS * 3) / 4) return undefined;
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');
}

/** @throws InputError where the word holds no scenario */
export function unpackScenario(packed: string, name: string): Scenario {
  let text = '';
  try {
    const bytes = atob(packed.replaceAll('-', '+').replaceAll('_', '/'));
    text = strFromU8(inflateSync(Uint8Array.from(bytes, (letter) => letter.charCodeAt(0))));
  } catch {
    // Cut or mistyped on its way: what is left is no scenario, which is said below.
  }
  return parseScenario(text, name);
}
