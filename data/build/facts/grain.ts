import { toCity } from '../frame.ts';

/** How the city is built at a place: block depth and length street to street, and how much of the frontage is built. */
export interface Grain {
  readonly depthM: number;
  readonly lengthM: number;
  /** Share of lots that carry a building. */
  readonly built: number;
  /** Kiệt country: the last splits are lanes of 3–4.5 m. */
  readonly lanes: boolean;
  /** Usual frontage of a lot, m. */
  readonly frontageM: number;
  /** Usual number of floors. */
  readonly floors: number;
  /** Share of villas among houses. */
  readonly villas: number;
  /** Sheds and yards instead of houses. */
  readonly industrial: boolean;
}

const grain = (
  lon: number,
  lat: number,
  depthM: number,
  lengthM: number,
  built: number,
  lanes: boolean,
  frontageM: number,
  floors: number,
  villas: number,
  industrial = false,
) => ({ at: toCity(lon, lat), depthM, lengthM, built, lanes, frontageM, floors, villas, industrial });

/** Assumed after the look of the districts; the nearest entry holds. */
const GRAINS = [
  grain(108.221, 16.075, 71, 150, 0.95, false, 6.4, 3.6, 0), // Hải Châu 1, Thạch Thang
  grain(108.22, 16.066, 69, 144, 0.96, false, 6.1, 3.8, 0),
  grain(108.2145, 16.069, 67, 138, 0.95, true, 6.1, 3.3, 0), // Thạc Gián, Vĩnh Trung
  grain(108.218, 16.056, 67, 144, 0.93, true, 6.4, 3.2, 0), // Bình Hiên, Nam Dương
  grain(108.215, 16.083, 76, 156, 0.52, true, 6.3, 3.0, 0.05), // Thanh Bình, Thuận Phước
  grain(108.21, 16.089, 114, 218, 0.14, false, 8.7, 2.6, 0.6), // Đa Phước
  grain(108.2145, 16.046, 81, 169, 0.48, true, 5.9, 3.0, 0.05), // Hòa Thuận
  grain(108.215, 16.036, 84, 176, 0.47, false, 5.9, 3.0, 0.1), // Hòa Cường
  grain(108.228, 16.041, 120, 218, 0.23, false, 7.7, 3.0, 0.2),
  grain(108.209, 16.059, 67, 144, 0.95, true, 6.4, 3.2, 0),
  grain(108.2, 16.0695, 63, 130, 0.88, true, 6.3, 2.9, 0), // Thanh Khê
  grain(108.189, 16.068, 63, 126, 0.88, true, 6.3, 2.8, 0),
  grain(108.18, 16.07, 76, 140, 0.52, true, 6.4, 2.6, 0),
  grain(108.185, 16.058, 76, 143, 0.51, true, 6.6, 2.6, 0), // An Khê
  grain(108.176, 16.055, 83, 153, 0.35, true, 6.2, 2.5, 0.05),
  grain(108.165, 16.069, 99, 181, 0.24, false, 6.4, 2.6, 0.08), // Hòa Minh
  grain(108.157, 16.08, 102, 188, 0.19, false, 6.9, 2.6, 0.15),
  grain(108.156, 16.058, 99, 174, 0.24, true, 6.7, 2.3, 0.08), // Hòa Khánh Nam
  grain(108.181, 16.043, 99, 181, 0.25, true, 6.7, 2.3, 0.1), // Hòa An, Hòa Phát
  grain(108.184, 16.028, 105, 188, 0.2, true, 7.1, 2.2, 0.12),
  grain(108.172, 16.01, 165, 261, 0.11, false, 9.5, 1.6, 0.3), // Hòa Thọ Tây
  grain(108.198, 16.016, 102, 188, 0.24, true, 6.7, 2.4, 0.1), // Hòa Thọ Đông
  grain(108.208, 16.021, 102, 188, 0.25, false, 6.5, 2.6, 0.1), // Khuê Trung
  grain(108.222, 16.018, 108, 218, 0.2, false, 6.6, 2.6, 0.25), // Hòa Xuân
  grain(108.229, 16.02, 108, 218, 0.18, false, 6.8, 2.6, 0.3),
  grain(108.222, 16.009, 120, 232, 0.13, false, 7.0, 2.4, 0.25),
  grain(108.232, 16.086, 74, 150, 0.52, false, 5.5, 2.8, 0), // Nại Hiên Đông
  grain(108.243, 16.09, 93, 171, 0.36, true, 5.9, 2.8, 0.05), // Thọ Quang
  grain(108.24, 16.078, 76, 153, 0.52, true, 5.7, 3.0, 0.03), // An Hải Bắc
  grain(108.237, 16.066, 76, 156, 0.52, false, 5.7, 3.2, 0.05),
  grain(108.238, 16.057, 76, 156, 0.52, false, 5.9, 3.4, 0.05), // Phước Mỹ
  grain(108.243, 16.05, 79, 150, 0.52, false, 6.6, 4.2, 0.06), // An Thượng
  grain(108.238, 16.043, 102, 188, 0.34, true, 6.4, 3.0, 0.1), // Mỹ An
  grain(108.244, 16.031, 117, 203, 0.25, false, 6.6, 2.6, 0.25), // Khuê Mỹ
  grain(108.246, 16.012, 165, 261, 0.14, false, 7.7, 2, 0.4),
  grain(108.2372, 16.0785, 150, 230, 0.8, false, 20, 1, 0, true), // khu công nghiệp Đà Nẵng (An Đồn)
  grain(108.2385, 16.0815, 150, 230, 0.8, false, 20, 1, 0, true),
  grain(108.178, 16.0085, 190, 300, 0.7, false, 24, 1, 0, true), // khu công nghiệp Hòa Cầm
  grain(108.17, 16.0075, 190, 300, 0.6, false, 24, 1, 0, true),
  grain(108.2335, 16.0775, 74, 150, 0.49, false, 6.0, 2.8, 0), // around An Đồn
  grain(108.2425, 16.0815, 77, 155, 0.49, true, 6.0, 2.8, 0.03),
  grain(108.237, 16.0748, 74, 150, 0.51, false, 6.0, 3, 0.03),
  grain(108.2365, 16.0845, 74, 150, 0.49, true, 6.0, 2.8, 0.03),
  grain(108.164, 16.013, 110, 190, 0.3, true, 6.5, 1.8, 0.2), // around Hòa Cầm
  grain(108.186, 16.0085, 100, 185, 0.36, true, 6.3, 2, 0.15),
  grain(108.176, 16.0145, 105, 185, 0.36, true, 6.3, 2, 0.15),
  grain(108.161, 16.0065, 110, 190, 0.3, true, 6.5, 1.8, 0.2),
] as const;

/** Block sizes of the nearest entry; how densely it is built fades from one entry to the next. */
export function grainAt(x: number, y: number): Grain {
  let best: Grain = GRAINS[0];
  let least = Number.POSITIVE_INFINITY;
  let [weights, built, frontageM, floors, villas] = [0, 0, 0, 0, 0];
  for (const entry of GRAINS) {
    const d2 = (x - entry.at[0]) ** 2 + (y - entry.at[1]) ** 2;
    if (d2 < least) {
      least = d2;
      best = entry;
    }
    if (entry.industrial) continue;
    const weight = 1 / (1e9 + d2 * d2);
    weights += weight;
    built += weight * entry.built;
    frontageM += weight * entry.frontageM;
    floors += weight * entry.floors;
    villas += weight * entry.villas;
  }
  if (best.industrial) return best;
  return {
    depthM: best.depthM,
    lengthM: best.lengthM,
    lanes: best.lanes,
    industrial: false,
    built: built / weights,
    frontageM: frontageM / weights,
    floors: floors / weights,
    villas: villas / weights,
  };
}
