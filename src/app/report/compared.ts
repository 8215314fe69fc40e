import type { Words } from '../../i18n/words.ts';
import type { ImpactTotals, ImpactView } from '../../panels/impactViews.ts';
import { figure, type Markup, markup } from './markup.ts';

/** Totals of the run beside those of the one that it is compared with. @param costVnd of its measures */
export function compared(view: ImpactView, name: string, costVnd: number, words: Words): Markup | undefined {
  const { before, against, buildings, shutRoadM, facilities } = view;
  const total: ImpactTotals = { ...view.total, buildings, shutRoadM, facilities };
  if (!before || !against) return undefined;
  const { t, number, hectares, vnd, signed } = words;
  const area = (m2: number): string => `${hectares(m2)} ha`;
  const length = (m: number): string => `${number(m / 1000, 1)} km`;
  const rows: readonly (readonly [
    string,
    keyof ImpactTotals,
    (value: number) => string,
    (change: number) => string,
  ])[] = [
    [t('report.flooded'), 'floodedM2', area, (m2) => `${signed(m2 / 1e4, 1)} ha`],
    [t('impact.people', { depth: number(view.affectedM, 2) }), 'people', (n) => number(n), (n) => signed(n, 0)],
    [t('impact.buildings'), 'buildings', (n) => number(n), (n) => signed(n, 0)],
    [t('impact.roads'), 'shutRoadM', length, (m) => `${signed(m / 1000, 1)} km`],
    [t('report.wetFacilities'), 'facilities', (n) => number(n), (n) => signed(n, 0)],
    [t('impact.damage'), 'damageVnd', vnd, (value) => (value < 0 ? '−' : value > 0 ? '+' : '') + vnd(Math.abs(value))],
  ];
  const avoidedVnd = before.damageVnd - total.damageVnd;
  return markup`<h2>${t('report.compared', { letter: against, name })}</h2>
<table class="compared"><thead><tr><th></th><th>${against}</th><th>${t('report.own')}</th><th>${t('report.change')}</th></tr></thead><tbody>
${rows.map(([label, key, text, change]) => {
  const [then, now] = [before[key], total[key]];
  return markup`<tr data-row="${key}"><td>${label}</td><td>${figure(then, text(then))}</td><td>${figure(now, text(now))}</td><td>${figure(now - then, change(now - then))}</td></tr>`;
})}
</tbody></table>${costVnd > 0 ? markup`<p class="small">${avoidedVnd > 0 ? t('report.avoided', { avoided: vnd(avoidedVnd), cost: vnd(costVnd) }) : t('report.noneAvoided', { cost: vnd(costVnd) })}</p>` : undefined}`;
}
