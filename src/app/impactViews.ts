import type { ImpactView, WardImpactRow } from '../panels/impactViews.ts';
import { type Book, entryOf } from './book.ts';
import type { ImpactRecord } from './impactState.ts';
import type { AppState } from './state.ts';
import { lastOf, letterOf } from './views.ts';

/** The scenario that the shown one is compared with: the nearest ancestor with a run on the same grid. */
export function againstOf(book: Book, impacts: AppState['impacts']): string | undefined {
  const own = book.selected ? impacts[book.selected] : undefined;
  for (
    let id = entryOf(book, book.selected)?.scenario.parent;
    own && typeof id === 'string';
    id = entryOf(book, id)?.scenario.parent
  )
    if (impacts[id]?.cellSizeM === own.cellSizeM) return id;
  return undefined;
}

export const impactView = lastOf(
  (book: Book, impacts: AppState['impacts'], ownCellM: number): ImpactView | undefined => {
    const own = book.selected ? impacts[book.selected] : undefined;
    if (!own) return undefined;
    const against = againstOf(book, impacts);
    const { summary } = own;
    const before = against === undefined ? undefined : impacts[against];
    return {
      rows: rowsOf(own, before),
      total: { ...summary.total, diffM2: before && summary.total.floodedM2 - before.summary.total.floodedM2 },
      against:
        against === undefined ? undefined : letterOf(book.entries.findIndex(({ scenario }) => scenario.id === against)),
      buildings: summary.total.buildings,
      shutRoadM: summary.total.shutRoadM,
      facilities: summary.total.facilities,
      wetFacilities: summary.wetFacilities,
      endangered: summary.people.byHazard.slice(2).reduce((sum, count) => sum + count, 0),
      lamps: summary.lamps,
      cabinets: summary.cabinets,
      trees: summary.trees,
      preview: own.cellSizeM > ownCellM,
    };
  },
);

/** Wards with anything in them; without wards none. */
function rowsOf({ summary }: ImpactRecord, before: ImpactRecord | undefined): WardImpactRow[] {
  if (summary.wards.length < 2) return [];
  return summary.wards.flatMap((row, k) => {
    const then = before?.summary.wards[k];
    const diffM2 = then && row.floodedM2 - then.floodedM2;
    return row.floodedM2 > 0 || row.people > 0 || (then?.floodedM2 ?? 0) > 0 ? [{ ...row, diffM2 }] : [];
  });
}

/** Letter of the scenario that the map can be compared with. */
export const againstLetter = ({ book, against }: AppState): string | undefined =>
  against === undefined ? undefined : letterOf(book.entries.findIndex(({ scenario }) => scenario.id === against));
