import { csvWord, plain } from '../../src/city/csv.ts';
import { ROAD_USERS } from './assumptions.ts';
import type { Comparison } from './compare.ts';
import { wetRoadSpeed } from './hazard.ts';
import type { Assessment, Exposure } from './types.ts';

type Cell = string | number | undefined;
const row = (cells: readonly Cell[]): string =>
  `${cells.map((cell) => (typeof cell === 'number' ? plain(cell, 3) : csvWord(cell ?? ''))).join(',')}\n`;
const table = (head: readonly string[], rows: readonly (readonly Cell[])[]): string =>
  [head, ...rows].map(row).join('');

/** Files of an assessment by name: a CSV a table, totals in the last row of `wards.csv`. */
export function tablesOf(
  { wards: names }: Pick<Exposure, 'wards'>,
  assessment: Assessment,
): Readonly<Record<string, string>> {
  const { wards, total, buildings, roads, facilities, people, overTime } = assessment;
  const ward = (index: number): string => names[index]?.name ?? '';
  const sums = ({ floodedM2, deepestM, people, buildings, damageVnd, shutRoadM, facilities }: Assessment['total']) =>
    [floodedM2, deepestM, people, buildings, damageVnd, shutRoadM, facilities] as const;
  return {
    'wards.csv': table(
      ['id', 'name', 'floodedM2', 'deepestM', 'people', 'buildings', 'damageVnd', 'shutRoadM', 'facilities'],
      [...wards.map((each) => [each.id || 'outside', each.name, ...sums(each)]), ['total', '', ...sums(total)]],
    ),
    'buildings.csv': table(
      ['id', 'ward', 'depthM', 'overFloorM', 'hazard', 'firstWetS', 'residents', 'damageVnd'],
      buildings.map((b) => [
        b.id,
        ward(b.ward),
        b.depthM,
        b.overFloorM,
        `H${b.hazard}`,
        b.firstWetS,
        b.residents,
        b.damageVnd,
      ]),
    ),
    'roads.csv': table(
      [
        'id',
        'name',
        'ward',
        'lengthM',
        'depthM',
        'carKmh',
        ...ROAD_USERS.flatMap((user) => [`${user}.fromS`, `${user}.toS`, `${user}.forS`]),
      ],
      roads.map((r) => [
        r.id,
        r.name,
        ward(r.ward),
        r.lengthM,
        r.depthM,
        wetRoadSpeed(r.depthM),
        ...ROAD_USERS.flatMap((user) => [r.shut[user]?.fromS, r.shut[user]?.toS, r.shut[user]?.forS]),
      ]),
    ),
    'facilities.csv': table(
      ['id', 'name', 'kind', 'ward', 'depthM', 'overFloorM', 'firstWetS'],
      facilities.map((f) => [f.id, f.name, f.kind, ward(f.ward), f.depthM, f.overFloorM, f.firstWetS]),
    ),
    'people.csv': table(
      ['class', 'people'],
      [
        ...people.byDepth.map((count, k) => [`depth${k + 1}`, count]),
        ...people.byHazard.map((count, k) => [`H${k + 1}`, count]),
      ],
    ),
    'time.csv': table(
      ['timeS', 'people', ...ROAD_USERS.map((user) => `${user}.shutRoadM`)],
      overTime.timesS.map((timeS, k) => [
        timeS,
        overTime.people[k],
        ...ROAD_USERS.map((user) => overTime.shutRoadM[user][k]),
      ]),
    ),
  };
}

/** Change by ward, then areas newly wet and newly dry. */
export function comparisonCsv({ wards }: Pick<Exposure, 'wards'>, { zones, ...all }: Comparison): string {
  const rows = zones.map(({ wetBeforeM2, wetAfterM2 }, k) => [
    wards[k]?.id ?? 'outside',
    wards[k]?.name ?? '',
    wetBeforeM2,
    wetAfterM2,
    wetAfterM2 - wetBeforeM2,
  ]);
  const sum = (k: number): number => rows.reduce((total, each) => total + Number(each[k]), 0);
  return table(
    ['id', 'name', 'wetBeforeM2', 'wetAfterM2', 'changeM2'],
    [
      ...rows,
      ['total', '', sum(2), sum(3), sum(4)],
      ['newlyWet', '', undefined, undefined, all.newlyWetM2],
      ['newlyDry', '', undefined, undefined, all.newlyDryM2],
    ],
  );
}
