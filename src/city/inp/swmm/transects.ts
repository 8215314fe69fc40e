import type { RowReader } from '../row.ts';
import { inUnits } from '../units.ts';
import type { Reading, Scale } from './context.ts';
import { spell } from './fields.ts';
import type { Transect } from './types.ts';

type Roughness = Pick<Transect, 'leftManning' | 'rightManning' | 'channelManning'>;
interface Open {
  readonly transect: Transect;
  readonly stations: { xM: number; levelM: number }[];
  readonly stationFactor: number;
  readonly elevationOffset: number;
}

/** HEC-2 rows as SWMM reads them: NC roughness, which holds until the next; X1 name and banks; GR elevation and station. */
export function readTransects(reading: Reading): Transect[] {
  const { lengthM } = reading.units;
  const transects: Transect[] = [];
  let roughness: Roughness = { leftManning: 0, rightManning: 0, channelManning: 0 };
  let open: Open | undefined;
  for (const row of reading.rows('TRANSECTS')) {
    const kind = row.upper(0);
    if (kind.startsWith('NC')) roughness = readRoughness(row, roughness);
    else if (kind.startsWith('X1')) {
      open = openTransect(row, roughness, lengthM);
      transects.push(open.transect);
    } else if (kind.startsWith('GR')) {
      if (!open) throw row.wrong('a row X1 that names the transect first', `"${row.text(0)}"`);
      addStations(row, open, lengthM);
    } else throw row.wrong('NC, X1 or GR', `"${row.text(0)}"`);
  }
  return transects;
}

/** Zeros keep what held before; overbanks that never got a roughness have that of the channel. */
function readRoughness(row: RowReader, before: Roughness): Roughness {
  row.need(4, 'NC and the roughness of left bank, right bank and channel');
  const channelManning = row.number(3, 'roughness of the channel') || before.channelManning;
  const leftManning = row.number(1, 'roughness of the left bank') || before.leftManning || channelManning;
  const rightManning = row.number(2, 'roughness of the right bank') || before.rightManning || channelManning;
  return { leftManning, rightManning, channelManning };
}

function openTransect(row: RowReader, roughness: Roughness, lengthM: number): Open {
  row.need(5, 'X1, name, number of stations, left bank and right bank');
  // The length factor stands before the station factor: columns 7 to 9 of SWMM's transect_readParams.
  const stationFactor = row.number(8, 'station factor', 0) || 1;
  const stations: Open['stations'] = [];
  return {
    transect: {
      id: row.text(1),
      ...roughness,
      leftBankM: row.number(3, 'left bank') * stationFactor * lengthM,
      rightBankM: row.number(4, 'right bank') * stationFactor * lengthM,
      lengthFactor: row.number(7, 'length factor', 0) || 1,
      stations,
    },
    stations,
    stationFactor,
    elevationOffset: row.number(9, 'elevation offset', 0),
  };
}

function addStations(row: RowReader, { stations, stationFactor, elevationOffset }: Open, lengthM: number): void {
  if (row.count % 2 === 0) throw row.wrong('pairs of elevation and station', `${row.count - 1} values`);
  for (let i = 1; i < row.count; i += 2) {
    stations.push({
      xM: row.number(i + 1, 'station') * stationFactor * lengthM,
      levelM: (row.number(i, 'elevation') + elevationOffset) * lengthM,
    });
  }
}

export function writeTransects(transects: readonly Transect[], { units }: Scale): string[] {
  const length = (value: number): string => inUnits(value, units.lengthM);
  return transects.flatMap((transect) => {
    const { stations } = transect;
    const rows: string[] = [
      `NC ${transect.leftManning} ${transect.rightManning} ${transect.channelManning}`,
      `X1 ${spell(transect.id)} ${stations.length} ${length(transect.leftBankM)} ${length(transect.rightBankM)} 0 0 ${transect.lengthFactor} 0 0`,
    ];
    for (let i = 0; i < stations.length; i += 5) {
      const pairs = stations.slice(i, i + 5).map(({ xM, levelM }) => `${length(levelM)} ${length(xM)}`);
      rows.push(`GR ${pairs.join(' ')}`);
    }
    return rows;
  });
}
