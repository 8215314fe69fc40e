import { flatten, type Scenario, writeScenario } from '../scenario/index.ts';
import { type Book, entryOf } from './book.ts';
import { saveAs } from './files.ts';

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
