import type { Position } from '../../src/city/types.ts';
import type { LineInfo } from './arrange.ts';
import type { Block } from './blocks.ts';
import { between, fractalNoise, pick, type Rng } from './rng.ts';
import type { Use } from './types.ts';

/** Streets that draw towers, and how likely a big plot is on them; assumed after the skyline. */
const TOWER_STREETS: Readonly<Record<string, readonly [share: number, lowFloors: number, highFloors: number]>> = {
  'Võ Nguyên Giáp': [0.5, 12, 36],
  'Bạch Đằng': [0.3, 9, 28],
  'Trần Phú': [0.22, 8, 24],
  'Trần Hưng Đạo': [0.26, 10, 30],
  'Nguyễn Văn Linh': [0.3, 8, 22],
  'Phạm Văn Đồng': [0.36, 10, 28],
  'Võ Văn Kiệt': [0.26, 8, 25],
  'Hồ Xuân Hương': [0.15, 7, 18],
  'Nguyễn Văn Thoại': [0.2, 7, 20],
  '2 Tháng 9': [0.16, 7, 22],
  'Lê Duẩn': [0.14, 7, 18],
  'Điện Biên Phủ': [0.12, 7, 18],
  'Hàm Nghi': [0.16, 7, 15],
  'Nguyễn Tất Thành': [0.07, 7, 20],
  'Ngô Quyền': [0.08, 7, 20],
  'Hoàng Sa': [0.3, 9, 26],
  'Nguyễn Hữu Thọ': [0.08, 7, 15],
  'Chương Dương': [0.12, 8, 24],
};

/** One plot of a row and what stands on it. */
export interface Lot {
  readonly use: Use;
  readonly frontM: number;
  readonly depthM: number;
  readonly floors: number;
  readonly yardM: number;
  readonly gapM: number;
}

/** What the next plot along a front carries; undefined where it is empty. */
export function drawLot(block: Block, info: LineInfo, at: Position, depthM: number, rng: Rng): Lot | undefined {
  const { grain } = block;
  if (grain.industrial) {
    if (rng() > grain.built) return undefined;
    return {
      use: 'industrial',
      frontM: between(rng, 26, 60),
      depthM: between(rng, 28, 62),
      floors: rng() < 0.85 ? 1 : 2,
      yardM: 6,
      gapM: 3,
    };
  }
  const tower = TOWER_STREETS[info.name];
  // Patches of empty plots rather than single gaps.
  const patch = fractalNoise(at[0] / 130, at[1] / 130, 2, 41);
  if (tower && rng() < tower[0] * 0.3) {
    const floors = Math.round(between(rng, tower[1], tower[2]) * (0.6 + 0.4 * rng()));
    const beach = info.name === 'Võ Nguyên Giáp' || info.name === 'Hoàng Sa' || info.name === 'Phạm Văn Đồng';
    const use = pick<Use>(
      rng,
      beach
        ? [
            ['hotel', 6],
            ['apartment', 2],
            ['office', 0.3],
          ]
        : [
            ['office', 4],
            ['hotel', 4],
            ['apartment', 2],
          ],
    );
    const size = between(rng, 17, 32);
    return {
      use,
      frontM: size + 5,
      depthM: Math.min(between(rng, 18, 32), depthM + 9),
      floors: Math.max(7, floors),
      yardM: 3,
      gapM: 2.5,
    };
  }
  if (rng() > Math.min(0.99, grain.built * (0.62 + 0.78 * patch))) return undefined;
  const main = info.class === 'arterial' || info.class === 'collector' || info.class === 'promenade';
  if (!main && rng() < grain.villas) {
    return {
      use: 'villa',
      frontM: between(rng, 13, 20),
      depthM: between(rng, 10, 15),
      floors: rng() < 0.5 ? 2 : 3,
      yardM: between(rng, 2.5, 5),
      gapM: 1.6,
    };
  }
  const tall = fractalNoise(at[0] / 170, at[1] / 170, 2, 43) - 0.5;
  const floors = Math.max(
    1,
    Math.min(8, Math.round(grain.floors - 0.6 + (main ? 0.7 : 0) + 2.4 * tall + between(rng, -1.4, 1.5))),
  );
  const wide = rng() < (main ? 0.2 : 0.1);
  const frontM =
    (info.class === 'lane' ? between(rng, 0.85, 1.2) : between(rng, 0.9, 1.3)) * grain.frontageM * (wide ? 1.7 : 1);
  const use: Use = main
    ? pick<Use>(rng, [
        ['tubeHouse', 6],
        ['shop', 2.6],
        ['office', wide ? 1.4 : 0.3],
        ['hotel', floors > 4 ? 1.2 : 0.1],
      ])
    : pick<Use>(rng, [
        ['tubeHouse', 12],
        ['shop', 0.5],
        ['hotel', floors > 5 ? 1 : 0],
        ['apartment', wide && floors > 3 ? 1.5 : 0],
      ]);
  const depth = Math.min(depthM, between(rng, 16, 22) * (info.class === 'lane' ? 0.85 : 1));
  return { use, frontM, depthM: depth, floors, yardM: rng() < 0.3 ? between(rng, 0.6, 2.2) : 0.1, gapM: 0.06 };
}
