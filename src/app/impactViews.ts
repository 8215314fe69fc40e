import type { ImpactView, WardImpactRow } from '../panels/impactViews.ts';
import { ancestorsOf, type Book } from './book.ts';
import type { CompareState } from './compareState.ts';
import type { ImpactRecord } from './impactState.ts';
import type { AppState } from './state.ts';
import { lastOf, letterOf } from './views.ts';

/** The scenario that the shown one is compared with, on the same grid: the wished one, or the nearest ancestor. */
function againstOf(book: Book, impacts: AppState['impacts'], wish: string | undefined): string | undefined {
  const own = book.selected ? impacts[book.selected] : undefined;
  const candidates = wish === undefined ? ancestorsOf(book, book.selected) : [wish];
  return (
    own &&
    candidates.find((id) => {
      const other = impacts[id];
      return other?.cellSizeM === own.cellSizeM && other.assumed === own.assumed && other.standsIn === own.standsIn;
    })
  );
}

export const impactView = lastOf(
  (book: Book, impacts: AppState['impacts'], ownCellM: number, compare?: CompareState): ImpactView | undefined => {
    const own = book.selected ? impacts[book.selected] : undefined;
    if (!own) return undefined;
    const against = againstOf(book, impacts, compare?.others[0]);
    const { summary } = own;
    const before = against === undefined ? undefined : impacts[against];
    return {
      rows: rowsOf(own, before),
      total: { ...summary.total, diffM2: before && summary.total.floodedM2 - before.summary.total.floodedM2 },
      before: before?.summary.total,
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
      byDepth: summary.people.byDepth,
      byHazard: summary.people.byHazard,
      overTime: { ...summary.overTime, shutRoadM: summary.overTime.shutRoadM.car },
      floodedM: own.assumed.floodedM,
      affectedM: own.assumed.affectedM,
      preview: own.cellSizeM > ownCellM,
      standsIn: own.standsIn,
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
export const againstLetter = ({ book, against, compare }: AppState): string | undefined =>
  against === undefined || compare?.style === 'grid'
    ? undefined
    : letterOf(book.entries.findIndex(({ scenario }) => scenario.id === against));
