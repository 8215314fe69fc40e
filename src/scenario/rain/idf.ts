import type { Bilingual } from '../../../layers/types.ts';

/** `q = A (1 + C lg P) / (t + b)^n`, q in l/s·ha, P in years, t in minutes: the form of TCVN 7957. */
export interface Idf {
  readonly A: number;
  readonly C: number;
  readonly b: number;
  readonly n: number;
}

/** Đà Nẵng, as recalled from TCVN 7957:2008 appendix B. Not verified against the standard's page: say so where it is shown. */
export const IDF_DANANG: Idf = { A: 2170, C: 0.52, b: 10, n: 0.65 };
export const IDF_DANANG_VERIFIED = false;
export const IDF_DANANG_NOTE: Bilingual = {
  vi: 'Tham số Đà Nẵng theo trí nhớ từ TCVN 7957:2008, phụ lục B; chưa kiểm chứng. Dùng được đến khoảng 3 giờ.',
  en: 'Đà Nẵng parameters recalled from TCVN 7957:2008, appendix B; not verified. Valid to about 3 hours.',
};
/** The formula was fitted to bursts up to about this long, s. */
export const IDF_VALID_TO_S = 3 * 3600;

/** 1 l/s·ha = 0.36 mm/h. */
const MM_H_PER_LITRE_S_HA = 0.36;

/** Mean intensity of a burst of some duration, mm/h. */
export function idfIntensityMmH(idf: Idf, returnPeriodY: number, durationS: number): number {
  const q = (idf.A * (1 + idf.C * Math.log10(returnPeriodY))) / (durationS / 60 + idf.b) ** idf.n;
  return MM_H_PER_LITRE_S_HA * q;
}

/** Depth of a burst of some duration, mm. */
export const idfDepthMm = (idf: Idf, returnPeriodY: number, durationS: number): number =>
  durationS <= 0 ? 0 : (idfIntensityMmH(idf, returnPeriodY, durationS) * durationS) / 3600;
