import { beforeAll, describe, expect, it } from 'vitest';
import { streetAlerts, streetsNow } from '../../src/app/respondViews.ts';
import { CitySession } from '../../workers/city/session.ts';
import type { FinishedRun, RespondTable, RouteAsk } from '../../workers/city/types.ts';
import { FrameStore } from '../../workers/flood/index.ts';
import { ASSUMPTIONS, ROAD_USERS } from '../../workers/impact/index.ts';
import { labCity } from '../browser/labCity.ts';

const grid = { cols: 64, rows: 48, cellSizeM: 5, xMin: 0, yMin: 0 };
const CELLS = grid.cols * grid.rows;
/** Water over the whole bowl that rises to 0.6 m and falls again; at the west end of the street there was a pond. */
const DEPTHS_M = [0, 0.2, 0.35, 0.6, 0.25, 0];
const frameOf = (k: number) => ({
  timeS: 600 * k,
  depthM: Float32Array.from({ length: CELLS }, (_, cell) => (cell % grid.cols < 4 ? 1 : DEPTHS_M[k])),
  speedMS: new Float32Array(CELLS).fill(k === 1 ? 3 : 0),
});

describe('a run for those on duty', () => {
  const session = new CitySession();
  let table: RespondTable;
  let run: FinishedRun;
  beforeAll(async () => {
    const file = new Blob([labCity({}, undefined, true) as Uint8Array<ArrayBuffer>]);
    await session.open({ kind: 'files', label: 'lab', files: [{ path: 'lab.twin.zip', file }] });
    const store = new FrameStore(grid);
    DEPTHS_M.forEach((_, k) => {
      store.add(frameOf(k));
    });
    const frames = new Uint8Array(await new Blob(store.pieces()).arrayBuffer());
    const depthMaxM = Float32Array.from({ length: CELLS }, (_, cell) => (cell % grid.cols < 4 ? 1 : 0.6));
    const none = new Float32Array(CELLS);
    const still = { deepestAtS: none, speedMaxMS: none, productMaxM2S: none, hazardMax: none, arrivalS: none };
    run = { grid, measures: [], maps: { depthMaxM, durationS: none, ...still }, frames };
    table = (await session.respond(run, ASSUMPTIONS)) as RespondTable;
  });

  it('shuts as much street for everybody as the tables of the impact say; a pond from before shuts none', async () => {
    const { overTime } = await session.assess(run, ASSUMPTIONS);
    expect(table.timesS).toEqual([0, 600, 1200, 1800, 2400, 3000]);
    for (const user of ROAD_USERS)
      table.timesS.forEach((_, k) => {
        const { shut } = streetsNow(table, k, user);
        const lengthM = shut.reduce((sum, j) => sum + table.streets.lengthM[j], 0);
        expect(lengthM, `${user} ${k}`).toBeCloseTo(overTime.shutRoadM[user][k], 3);
      });
    // Fast water shuts it to people on foot before it is deep.
    expect(streetsNow(table, 1, 'pedestrian').shut).toHaveLength(1);
    expect(streetsNow(table, 1, 'car')).toEqual({ slow: [0], shut: [] });
  });

  it('says from when to when, and until when the school is reached', async () => {
    const main = { ...table, streets: { ...table.streets, main: Uint8Array.of(1) } };
    expect(streetAlerts(main, 'car')).toMatchObject([{ name: 'Đường Lòng Chảo', fromS: 1200, toS: 2400 }]);
    expect(streetAlerts(main, 'car')[0].value).toBeCloseTo(0.6, 3);
    expect(streetAlerts(main, 'fireTruck')).toEqual([]);
    const car = await session.cutOff('car');
    // Its one street, 300 m at 15 km/h, shuts at 1,200 s.
    const school = car?.refuges[0];
    expect(school?.id).toBe('T1');
    expect(school?.leaveByS).toBeLessThanOrEqual(1200);
    expect(car?.lost).toBeCloseTo(car?.people ?? 0, 6);
    const byFireTruck = await session.cutOff('fireTruck');
    expect(byFireTruck?.refuges[0].leaveByS ?? 1e9).toBeGreaterThan(school?.leaveByS ?? 0);
  });

  it('finds the way to the school while its street is open, how deep it is and until when, and says when there is none', async () => {
    const from = { lon: 300 / 111_319.49, lat: 118 / 111_319.49 };
    const ask = (user: 'car' | 'fireTruck', departS: number, to: object = { kind: 'school' }) =>
      session.route({ user, ...from, to, departS } as RouteAsk);
    // With water over its floor it is of no use: from 600 s on.
    const soon = await ask('car', 0);
    expect(soon?.state === 'way' && soon.untilS).toBeCloseTo(600 - 72, 6);
    expect(await ask('car', 600)).toEqual({ state: 'unknown' });
    // On piles the street alone decides.
    await session.respond(run, { ...ASSUMPTIONS, facilityM: 1 });
    // The whole street, from its east end to its west end: 300 m at 15 km/h; shut for cars from 1,200 s on.
    const dry = await ask('car', 0);
    expect(dry).toMatchObject({ state: 'way', goal: 'T1', arriveS: 72, lengthM: 300, deepestM: 0, avoided: [] });
    expect(dry?.state === 'way' && dry.untilS).toBeCloseTo(1200 - 72, 6);
    const [first, last] = dry?.state === 'way' ? [dry.lines.coords[0], dry.lines.coords.at(-3) ?? 0] : [0, 0];
    expect(first).toBeGreaterThan(last);
    // At half the speed through 0.2 m.
    const wet = await ask('car', 600, { facility: 'T1' });
    expect(wet).toMatchObject({ state: 'way', arriveS: 600 + 144, deepestStreet: 'Đường Lòng Chảo' });
    expect(wet?.state === 'way' && wet.deepestM).toBeCloseTo(0.2, 3);
    expect(await ask('car', 1200)).toEqual({ state: 'cut' });
    expect(await ask('fireTruck', 1200)).toMatchObject({ state: 'way', goal: 'T1' });
    expect(await ask('car', 0, { kind: 'hospital' })).toEqual({ state: 'unknown' });
  });
});
