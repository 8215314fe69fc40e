/** A storm's chance and what it costs. */
export interface YearlyEvent {
  /** Years between two such storms, ≥ 1. */
  readonly returnPeriodY: number;
  readonly damageVnd: number;
}

/**
 * Expected annual damage, VND a year: the area under damage over yearly probability, by trapezoids. Storms rarer than the
 * rarest one are taken to cost as much as it does; more frequent ones than the most frequent fall off to nothing at a
 * probability of 1 (a storm of every year does no damage).
 */
export function expectedAnnualDamage(events: readonly YearlyEvent[]): number {
  const sorted = [...events].sort((a, b) => a.returnPeriodY - b.returnPeriodY);
  if (sorted.length === 0) return 0;
  const points = sorted.map(({ returnPeriodY, damageVnd }) => [1 / returnPeriodY, damageVnd] as const);
  const all = [
    [1, points[0][0] < 1 ? 0 : points[0][1]] as const,
    ...points,
    [0, points[points.length - 1][1]] as const,
  ];
  let sum = 0;
  for (let k = 1; k < all.length; k++) sum += (all[k - 1][0] - all[k][0]) * ((all[k][1] + all[k - 1][1]) / 2);
  return sum;
}

/** Worth today of one VND a year over some years. */
export const annuity = (rate: number, years: number): number =>
  rate === 0 ? years : (1 - (1 + rate) ** -years) / rate;

export interface CostBenefit {
  /** Worth today, VND. */
  readonly costVnd: number;
  readonly benefitVnd: number;
  readonly ratio: number;
}

/** Avoided damage against building and upkeep. @param avoidedVnd a year */
export function costBenefit(
  investmentVnd: number,
  avoidedVnd: number,
  {
    discountRate,
    lifeYears,
    upkeepShare,
  }: { readonly discountRate: number; readonly lifeYears: number; readonly upkeepShare: number },
): CostBenefit {
  const factor = annuity(discountRate, lifeYears);
  const costVnd = investmentVnd * (1 + upkeepShare * factor);
  const benefitVnd = avoidedVnd * factor;
  return { costVnd, benefitVnd, ratio: costVnd > 0 ? benefitVnd / costVnd : Number.NaN };
}
