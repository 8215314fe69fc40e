/** Water that passes before a layer is clogged, m: its voids so many times. Infinity: it never is. */
export const clogsAfterM = (factor: number | undefined, voidsM: number): number =>
  factor !== undefined && factor > 0 && voidsM > 0 ? factor * voidsM : Number.POSITIVE_INFINITY;

/** Share of its permeability that a layer has left after so much water, m (SWMM 5.2 Reference Manual III, §6.3). */
export const permeableShare = (treatedM: number, clogsM: number): number => 1 - Math.min(1, treatedM / clogsM);

/** Pavements are cleaned every so many days, which takes a share of their clogging away. */
export interface Cleaning {
  readonly everyDays: number;
  readonly share: number;
}

/** Water that counts towards clogging after the cleanings between two times, m. */
export function afterCleaning(treatedM: number, cleaning: Cleaning | undefined, fromS: number, toS: number): number {
  if (!cleaning || cleaning.everyDays <= 0) return treatedM;
  const everyS = cleaning.everyDays * 86_400;
  const times = Math.floor(toS / everyS) - Math.floor(fromS / everyS);
  return times > 0 ? treatedM * (1 - cleaning.share) ** times : treatedM;
}
