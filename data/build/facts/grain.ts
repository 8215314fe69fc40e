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
  grain(108.221, 16.075, 81, 150, 0.95, false, 5.7, 3.6, 0), // Hải Châu 1, Thạch Thang
  grain(108.22, 16.066, 78, 144, 0.96, false, 5.5, 3.8, 0),
  grain(108.2145, 16.069, 76, 138, 0.95, true, 5.5, 3.3, 0), // Thạc Gián, Vĩnh Trung
  grain(108.218, 16.056, 76, 144, 0.93, true, 5.7, 3.2, 0), // Bình Hiên, Nam Dương
  grain(108.215, 16.083, 83, 156, 0.63, true, 5.9, 3.0, 0.05), // Thanh Bình, Thuận Phước
  grain(108.21, 16.089, 114, 218, 0.17, false, 8.2, 2.6, 0.6), // Đa Phước
  grain(108.2145, 16.046, 88, 169, 0.65, true, 5.9, 3.0, 0.05), // Hòa Thuận
  grain(108.215, 16.036, 91, 176, 0.63, false, 5.9, 3.0, 0.1), // Hòa Cường
  grain(108.228, 16.041, 120, 218, 0.28, false, 7.7, 3.0, 0.2),
  grain(108.209, 16.059, 76, 144, 0.95, true, 5.7, 3.2, 0),
  grain(108.2, 16.0695, 68, 130, 0.95, true, 5.3, 2.9, 0), // Thanh Khê
  grain(108.189, 16.068, 68, 126, 0.95, true, 5.3, 2.8, 0),
  grain(108.18, 16.07, 78, 140, 0.68, true, 5.4, 2.6, 0),
  grain(108.185, 16.058, 78, 143, 0.67, true, 5.5, 2.6, 0), // An Khê
  grain(108.176, 16.055, 83, 153, 0.63, true, 5.7, 2.5, 0.05),
  grain(108.165, 16.069, 99, 181, 0.42, false, 5.9, 2.6, 0.08), // Hòa Minh
  grain(108.157, 16.08, 102, 188, 0.34, false, 6.4, 2.6, 0.15),
  grain(108.156, 16.058, 99, 174, 0.42, true, 6.2, 2.3, 0.08), // Hòa Khánh Nam
  grain(108.181, 16.043, 99, 181, 0.44, true, 6.2, 2.3, 0.1), // Hòa An, Hòa Phát
  grain(108.184, 16.028, 105, 188, 0.36, true, 6.6, 2.2, 0.12),
  grain(108.172, 16.01, 165, 261, 0.20, false, 8.8, 1.6, 0.3), // Hòa Thọ Tây
  grain(108.198, 16.016, 102, 188, 0.40, true, 6.4, 2.4, 0.1), // Hòa Thọ Đông
  grain(108.208, 16.021, 102, 188, 0.42, false, 6.2, 2.6, 0.1), // Khuê Trung
  grain(108.222, 16.018, 108, 218, 0.24, false, 6.6, 2.6, 0.25), // Hòa Xuân
  grain(108.229, 16.02, 108, 218, 0.22, false, 6.8, 2.6, 0.3),
  grain(108.222, 16.009, 120, 232, 0.16, false, 7.0, 2.4, 0.25),
  grain(108.232, 16.086, 80, 150, 0.63, false, 5.5, 2.8, 0), // Nại Hiên Đông
  grain(108.243, 16.09, 93, 171, 0.44, true, 5.9, 2.8, 0.05), // Thọ Quang
  grain(108.24, 16.078, 83, 153, 0.63, true, 5.7, 3.0, 0.03), // An Hải Bắc
  grain(108.237, 16.066, 83, 156, 0.63, false, 5.7, 3.2, 0.05),
  grain(108.238, 16.057, 83, 156, 0.63, false, 5.9, 3.4, 0.05), // Phước Mỹ
  grain(108.243, 16.05, 86, 150, 0.63, false, 6.6, 4.2, 0.06), // An Thượng
  grain(108.238, 16.043, 102, 188, 0.42, true, 6.4, 3.0, 0.1), // Mỹ An
  grain(108.244, 16.031, 117, 203, 0.31, false, 6.6, 2.6, 0.25), // Khuê Mỹ
  grain(108.246, 16.012, 165, 261, 0.17, false, 7.7, 2, 0.4),
  grain(108.2372, 16.0785, 150, 230, 0.8, false, 20, 1, 0, true), // khu công nghiệp Đà Nẵng (An Đồn)
  grain(108.2395, 16.0812, 150, 230, 0.8, false, 20, 1, 0, true),
  grain(108.178, 16.0085, 190, 300, 0.7, false, 24, 1, 0, true), // khu công nghiệp Hòa Cầm
  grain(108.17, 16.0075, 190, 300, 0.6, false, 24, 1, 0, true),
] as const;

export function grainAt(x: number, y: number): Grain {
  let best: Grain = GRAINS[0];
  let least = Number.POSITIVE_INFINITY;
  for (const entry of GRAINS) {
    const d = (x - entry.at[0]) ** 2 + (y - entry.at[1]) ** 2;
    if (d < least) {
      least = d;
      best = entry;
    }
  }
  return best;
}
