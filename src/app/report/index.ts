import { wordsOf } from '../../i18n/words.ts';
import { depthMm } from '../../scenario/index.ts';
import { RAMPS } from '../../tokens/ramps.ts';
import { resolvedOf } from '../book.ts';
import { fileName } from '../files.ts';
import { impactView } from '../impactViews.ts';
import { measuresView } from '../measureViews.ts';
import type { AppState } from '../state.ts';
import { letterOf, mainRain, peakLevel, titleOf } from '../views.ts';
import { stormChart } from './chart.ts';
import { compared } from './compared.ts';
import { figure, type Markup, markup } from './markup.ts';
import { reportStyles } from './styles.ts';

/** A report as a document that stands alone. */
export interface Report {
  readonly name: string;
  readonly html: string;
}

/**
 * The report of the shown scenario: map, storm, figures, measures with their costs, wards, facilities, water balance,
 * sources, assumptions and the identity of the run. Every number is also there as `<data value>`.
 *
 * @param picture of the map as a data URL; undefined: without
 */
export function reportOf(state: AppState, picture: string | undefined, madeAt: Date): Report {
  const words = wordsOf(state.lang);
  const { t, pick, number, hectares, clock, vnd } = words;
  const { book, city } = state;
  const run = book.selected ? state.runs[book.selected] : undefined;
  const resolved = resolvedOf(book, book.selected);
  if (!city || !resolved) throw new Error('There is no scenario to report on.');
  const { heading, line } = titleOf(state, words);
  const view = impactView(book, state.impacts, city.cellSizeM, state.compare);
  const measures = measuresView(book, state.sketch, city).rows;
  const rain = mainRain(resolved);
  const level = peakLevel(resolved);
  const summary = run?.summary;
  const fact = (label: string, value: Markup | string): Markup => markup`<div>${label}<b>${value}</b></div>`;
  const row = (label: string, value: Markup | string): Markup => markup`<tr><td>${label}</td><td>${value}</td></tr>`;

  const costVnd = sum(measures.map((each) => each.costVnd));
  const other = view?.against === undefined ? undefined : book.entries.find((_, k) => letterOf(k) === view.against);
  const drains = summary?.drainage as { nodes: number; links: number } | undefined;

  const body = markup`
<header><p class="stamp">${t('map.stamp').toLocaleUpperCase(state.lang)}</p>
<h1>${heading}</h1><p class="lead">${pick(city.name)} · ${line}</p>
<p class="small">${t('report.made', { date: madeAt.toLocaleDateString(state.lang === 'vi' ? 'vi-VN' : 'en-GB') })}</p></header>
<div class="figures">
  ${run ? fact(t('result.wet'), markup`${figure(run.wetMaxM2, hectares(run.wetMaxM2))} <small>ha · ${clock(run.wetMaxAtS)}</small>`) : undefined}
  ${run?.deepestM === undefined ? undefined : fact(t('result.deepest'), markup`${figure(run.deepestM, number(run.deepestM, 2))} <small>m</small>`)}
  ${view ? fact(t('impact.people', { depth: number(view.affectedM, 2) }), figure(view.total.people, number(view.total.people))) : undefined}
  ${view ? fact(t('impact.buildings'), figure(view.buildings, number(view.buildings))) : undefined}
  ${view ? fact(t('impact.roads'), markup`${figure(view.shutRoadM, number(view.shutRoadM / 1000, 1))} <small>km</small>`) : undefined}
  ${view ? fact(t('impact.damage'), figure(view.total.damageVnd, vnd(view.total.damageVnd))) : undefined}
</div>
${picture ? markup`<figure><img alt="${t('report.map')}" src="${picture}" />${legend(state)}<figcaption>${t('report.mapAt', { time: clock(state.timeS) })}</figcaption></figure>` : undefined}
<h2>${t('report.storm')}</h2>
<table><tbody>
${rain ? row(t('report.rain'), markup`${figure(depthMm(rain), number(depthMm(rain)))} mm`) : undefined}
${level === undefined ? undefined : row(t('report.level'), markup`${figure(level, number(level, 2))} m`)}
${row(t('report.duration'), words.duration(resolved.durationS))}
${run ? row(t('report.cell'), markup`${figure(run.cellSizeM, number(run.cellSizeM))} m`) : undefined}
${run ? row(t('report.drains'), drains ? t('report.piped', { links: number(drains.links) }) : view?.standsIn ? t('report.stated') : t('report.none')) : undefined}
</tbody></table>
${rain && run ? stormChart(rain, run.wet, resolved.durationS, words) : undefined}
${
  measures.length > 0
    ? markup`<h2>${t('measure.title')}</h2><table><thead><tr><th>${t('measure.name')}</th><th>${t('measure.quantity')}</th><th>${t('measure.price')}</th><th>${t('measure.cost')}</th></tr></thead><tbody>
${measures.map((each) => markup`<tr><td>${pick(each.name)}${each.on ? ` (${each.on})` : ''}</td><td>${figure(each.quantity, words.auto(each.quantity))} ${each.tool.per === 'piece' ? t('unit.piece') : each.tool.per}</td><td>${each.costStated ? '' : vnd(each.tool.priceVnd)}</td><td>${figure(each.costVnd, vnd(each.costVnd))}</td></tr>`)}
<tr class="sum"><td>${t('measure.costTotal')}</td><td></td><td></td><td>${figure(costVnd, vnd(costVnd))}</td></tr></tbody></table><p class="small">${t('report.prices')}</p>`
    : undefined
}
${view && compared(view, other ? pick(other.scenario.name) : '', costVnd, words)}
${
  view && view.rows.length > 0
    ? markup`<h2>${t('impact.title')}</h2><table class="wards"><thead><tr><th>${t('impact.ward')}</th><th>${t('report.flooded')}</th>${view.against ? markup`<th>${t('impact.against', { letter: view.against })}</th>` : undefined}<th>${t('impact.peopleShort')}</th><th>${t('report.damage')}</th></tr></thead><tbody>
${[...view.rows, { ...view.total, id: 'total', name: t('impact.total') }].map((each) => markup`<tr class="${each.id === 'total' ? 'sum' : ''}" data-ward="${each.id || 'outside'}"><td>${each.id ? each.name : t('impact.outside')}</td><td>${figure(each.floodedM2, `${hectares(each.floodedM2)} ha`)}</td>${view.against ? markup`<td>${each.diffM2 === undefined ? '–' : figure(each.diffM2, `${words.signed(each.diffM2 / 1e4, 1)} ha`)}</td>` : undefined}<td>${figure(each.people, number(each.people))}</td><td>${figure(each.damageVnd, vnd(each.damageVnd))}</td></tr>`)}
</tbody></table><p class="small">${t('impact.how')}</p>`
    : undefined
}
${
  view && view.wetFacilities.length > 0
    ? markup`<h2>${t('report.facilities')}</h2><table><tbody>${view.wetFacilities.slice(0, 20).map((each) => row(each.name, markup`${figure(each.overFloorM, number(each.overFloorM, 2))} m`))}</tbody></table>`
    : undefined
}
${
  summary
    ? markup`<h2>${t('balance.title')}</h2><table><tbody>
${(['initial', 'rain', 'inflow', 'levelIn', 'outflow', 'infiltration', 'toDrains', 'fromDrains', 'stored'] as const).map((key) => row(t(`report.${key}`), markup`${figure(summary.volumeM3[key], number(summary.volumeM3[key]))} m³`))}
${row(t('report.error'), figure(summary.massErrorRel, words.errorPercent(summary.massErrorRel)))}
</tbody></table>`
    : undefined
}
<h2>${t('report.basis')}</h2>
<ul class="small">${(run?.warnings ?? []).map((warning) => markup`<li>${pick(warning)}</li>`)}<li>${t('report.screening')}</li></ul>
<table class="small"><tbody>${city.sources.map((source) => markup`<tr><td>${pick(source.title)}</td><td>${[source.date, source.licence, source.synthetic ? t('report.synthetic') : undefined].filter(Boolean).join(' · ')}</td></tr>`)}</tbody></table>
${summary ? markup`<p class="small">${t('report.identity')} <code>${summary.hash}</code><br />${summary.engine} · ${t('result.cells')} ${number(summary.cells)} · ${[city.crs, city.datum].filter(Boolean).join(' · ')}</p>` : undefined}`;
  const html = `<!doctype html>\n<html lang="${state.lang}"><head><meta charset="utf-8" /><meta name="viewport" content="width=device-width" /><title>${markup`${heading}`.text}</title><style>${reportStyles(heading)}</style></head><body>${body.text}</body></html>\n`;
  return { name: `${fileName(heading)}-${state.lang}.html`, html };
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** Classes of the map that the picture shows. */
function legend({ mode, lang }: AppState): Markup {
  const { number, t } = wordsOf(lang);
  const { bounds, colours, unit } = RAMPS[mode];
  const at = (k: number): string => number(bounds[k], bounds[k] % 1 ? 2 : 0);
  return markup`<div class="legend" aria-label="${t(`legend.${mode}`)}">${colours.map((colour, k) => markup`<span><i style="background:${colour}"></i>${k === colours.length - 1 ? `> ${at(k)} ${unit}` : `${at(k)}–${at(k + 1)}`}</span>`)}</div>`;
}
