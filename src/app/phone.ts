import { html, nothing, type TemplateResult } from 'lit';
import { wordsOf } from '../i18n/words.ts';
import { linearAt } from '../panels/axis.ts';
import { icon } from '../panels/icons.ts';
import type { Intent } from '../panels/intents.ts';
import type { SheetStop } from '../panels/sheet.ts';
import { RESULT_MODES } from '../tokens/ramps.ts';
import { entryOf, resolvedOf } from './book.ts';
import { compareView } from './compareViews.ts';
import { findingsOf, profileOf, traceView } from './drainViews.ts';
import { againstLetter, impactView } from './impactViews.ts';
import { measuresView } from './measureViews.ts';
import { rainView } from './rain.ts';
import { respondView, routeView } from './respondViews.ts';
import type { AppState } from './state.ts';
import { tideView } from './tide.ts';
import {
  choicesView,
  engineView,
  figuresOf,
  layerRows,
  peakLevel,
  resultView,
  runPanel,
  scenarioRows,
  scoreView,
  titleOf,
} from './views.ts';
import { yearlyOf } from './yearlyViews.ts';

const ask = (intent: Intent) => (event: Event) =>
  event.currentTarget?.dispatchEvent(new CustomEvent('intent', { detail: intent, bubbles: true, composed: true }));

/** Where the sheet goes by itself: up when something is read, down from the whole page when the map has to be seen. */
export function sheetFor(state: AppState, before: AppState, stop: SheetStop): SheetStop {
  if (state.point && !before.point && stop === 'title') return 'half';
  const { drains } = state;
  const shown = drains.trace !== before.drains.trace || drains.profile !== before.drains.profile;
  const asked =
    shown ||
    (drains.listed && !before.drains.listed) ||
    drains.finding !== before.drains.finding ||
    (drains.from && !before.drains.from);
  return asked ? 'half' : stop;
}

/** What is looked at in the drains, the latest question first; undefined: nothing. */
function drainView(state: AppState): TemplateResult | undefined {
  const { trace, landShown } = state.drains;
  const profile = profileOf(state);
  if (profile)
    return html`<twin-profile narrow style="height:276px" .view=${profile} .timeS=${state.timeS} .playing=${state.playing}></twin-profile>`;
  if (trace) return html`<twin-trace class="ph-drains" .trace=${traceView(trace, landShown)}></twin-trace>`;
  const findings = findingsOf(state);
  return findings && html`<twin-findings class="ph-drains" .view=${findings}></twin-findings>`;
}

/** The phone: find and layers on top, a sheet from below with the storm's time under the thumb. */
export function phoneView(state: AppState, stop: SheetStop, setStop: (stop: SheetStop) => void): TemplateResult {
  const words = wordsOf(state.lang);
  const { t } = words;
  const { book, city } = state;
  const resolved = resolvedOf(book, book.selected);
  const run = figuresOf(book.selected ? state.runs[book.selected] : undefined);
  const ownCell = city?.cellSizeM ?? 8;
  const score = scoreView(book, run);
  const point = state.point;
  const { heading, line } = titleOf(state, words);
  const depth = point && linearAt(point.timesS, point.depthM, state.timeS);
  const busy = run?.state === 'running' || run?.state === 'paused' || run?.state === 'preparing';
  const name = point
    ? (point.name ?? t('point.title', { lat: words.number(point.lat, 4), lon: words.number(point.lon, 4) }))
    : heading;
  const below = point
    ? point.state === 'ok'
      ? t('point.atTime', { time: words.clock(state.timeS), water: words.body(depth ?? 0) ?? t('point.dry') })
      : t(({ outside: 'point.outside', block: 'point.block', none: 'point.noRun' } as const)[point.state])
    : line;
  const drain = point?.feature?.layer === 'drainage' ? point.feature.id : undefined;
  const drains = drainView(state);
  const respond = state.workspace === 'respond' ? respondView(state) : undefined;
  const panel = runPanel(book, state.runs, state.previewCellM);
  return html`<div class="at-${stop}" style="display:contents">
    <header class="top">
      <twin-find round .hits=${state.hits} .answered=${state.answered}></twin-find>
      <button class="round" aria-label=${t('map.layers')} @click=${() => setStop(stop === 'full' ? 'half' : 'full')}>${icon('layers', 22)}</button>
    </header>
    <section aria-label=${t('map.about')} style="display:contents"><div class="stamp" style=${stop === 'title' ? 'bottom:102px' : ''}><twin-stamp></twin-stamp></div>
    <div class="side" style=${stop === 'title' ? 'bottom:120px' : ''}>
      <button class="round" aria-label=${t('map.home')} @click=${ask({ kind: 'home' })}>${icon('locate-fixed', 22)}</button>
      <button class="round" aria-label=${t('map.north')} @click=${ask({ kind: 'north' })}><span style="display:grid;transform:rotate(${-state.headingDeg - 0}deg)">${icon('compass', 22)}</span></button>
    </div>
    </section><twin-sheet role="region" aria-label=${name || t('app.left')} .stop=${stop} .label=${name} @stop=${(event: CustomEvent<SheetStop>) => setStop(event.detail)}>
      <div class="ph-head"><div><h2>${name || t('state.noCity')}</h2><p>${drain === undefined ? below : `${drain} · ${below}`}</p></div>
        ${point ? html`<button class="ib" style="width:44px;height:44px" aria-label=${t('act.close')} @click=${ask({ kind: 'point.close' })}>${icon('x', 22)}</button>` : nothing}</div>
      ${respond ? html`<twin-vehicles class="ph-wide" .view=${respond}></twin-vehicles>${point ? html`<twin-route class="ph-drains" .view=${routeView(state)}></twin-route>` : nothing}<twin-alerts class="ph-drains" .view=${respond} .timeS=${state.timeS}></twin-alerts>` : nothing}
      ${point && !drains && drain === undefined ? html`<twin-point class="ph-gap" brief .point=${point} .timeS=${state.timeS}></twin-point>` : nothing}
      ${point?.feature?.layer === 'drainage' && !state.drains.profile ? html`<twin-drain-acts bare class="ph-gap" .feature=${point.feature}></twin-drain-acts>` : nothing}
      ${
        drains ??
        html`<div class="ph-gap"><twin-legend compact .mode=${state.mode} .isolated=${state.isolated} .hasMaps=${run?.state === 'done'} .against=${againstLetter(state)}></twin-legend></div>
      <twin-mini-score class="ph-gap" .score=${score} .timeS=${state.timeS}></twin-mini-score>
      <div class="ph-row">
        <button class="play" aria-label=${t(state.playing ? 'score.pause' : 'score.play')} ?disabled=${!score} @click=${ask({ kind: state.playing ? 'pause' : 'play' })}>${icon(state.playing ? 'pause' : 'play', 24)}</button>
        <b>${words.clock(state.timeS)}</b><span class="sp"></span>
        ${
          busy && run
            ? html`<button class="pill" @click=${ask({ kind: 'run.cancel' })}>${icon('circle-stop', 20)}${t('run.percent', { cell: words.number(run.cellSizeM), percent: words.number(Math.floor((100 * run.timeS) / Math.max(1, run.durationS))) })}</button>`
            : html`<button class="pill" ?disabled=${!resolved} @click=${ask({ kind: 'run.start' })}>${icon('cloud-rain', 20)}${t(run ? 'run.again' : 'run.start')}</button>`
        }
      </div>`
      }
      ${state.glass && stop !== 'full' ? html`<twin-underground class="ph-drains" .share=${state.glassShare} .filling=${state.filling} .timeS=${state.timeS}></twin-underground>` : nothing}
      ${
        stop === 'full'
          ? html`<div class="ph-more">${state.glass ? html`<div><twin-underground .share=${state.glassShare} .filling=${state.filling} .timeS=${state.timeS}></twin-underground></div>` : nothing}
            <div class="ph-modes" role="group" aria-label=${t('mode.label')}>${RESULT_MODES.filter((mode) => mode !== 'change' || state.against !== undefined).map((mode) => html`<button aria-pressed=${mode === state.mode ? 'true' : 'false'} @click=${ask({ kind: 'mode', mode })}>${t(`mode.${mode}`, { letter: againstLetter(state) ?? '' })}</button>`)}</div>
            ${point ? html`<div><twin-point .point=${point} .timeS=${state.timeS} .theme=${state.theme} .heads=${state.drains.heads}></twin-point></div>` : nothing}
            ${state.compare ? html`<div><twin-compare .view=${compareView(state)}></twin-compare></div>` : nothing}<div><twin-scenarios .rows=${scenarioRows(book, state.runs, ownCell, state.queue)} .selected=${book.selected}></twin-scenarios></div>
            <div><twin-measures .view=${measuresView(book, state.sketch, city)}></twin-measures></div>
            <div><twin-run .run=${panel.run} .forkAtS=${panel.forkAtS} .choices=${choicesView(city, resolved, state.pace)} .cellSizeM=${state.cellSizeM} .ready=${resolved !== undefined}></twin-run></div>
            <div><twin-rain .view=${rainView({ ...state, rainOpen: true })}></twin-rain></div>
            <div><twin-engine .engine=${engineView(state)}></twin-engine></div>
            <div><twin-tide .tide=${resolved ? tideView(resolved, entryOf(book, book.selected)?.tide) : undefined} .peakM=${resolved && peakLevel(resolved)}></twin-tide></div>
            <div><twin-result .result=${resultView(run, ownCell)}></twin-result><twin-impact .view=${impactView(book, state.impacts, ownCell, state.compare)} .yearly=${yearlyOf(state)} .timeS=${state.timeS}></twin-impact></div>
            <div><twin-layers ?checked=${state.checked} ?glass=${state.glass} ?night=${state.night} .rows=${layerRows(city, state.layers, state.findings, state.theme)} .waiting=${state.opening}></twin-layers></div>
            ${respond ? html`<div><twin-refuges .view=${respond} .timeS=${state.timeS}></twin-refuges></div><div><twin-stations .rows=${respond.stations}></twin-stations></div>` : nothing}
            <div class="ph-bar">
              <button @click=${ask({ kind: 'workspace', workspace: state.workspace === 'respond' ? 'plan' : 'respond' })}>${icon(state.workspace === 'respond' ? 'pencil' : 'shield', 18)}${t(state.workspace === 'respond' ? 'ws.plan' : 'ws.respond')}</button>
              <button @click=${ask({ kind: 'dialog', dialog: 'city' })}>${icon('building-2', 18)}${t('bar.city')}</button>
              <button aria-label=${t('bar.language')} @click=${ask({ kind: 'lang', lang: state.lang === 'vi' ? 'en' : 'vi' })}>${icon('languages', 18)}${state.lang.toUpperCase()}</button>
              <button aria-label=${t(state.theme === 'dark' ? 'bar.themeLight' : 'bar.themeDark')} @click=${ask({ kind: 'theme', theme: state.theme === 'dark' ? 'light' : 'dark' })}>${icon(state.theme === 'dark' ? 'sun' : 'moon', 18)}</button>
            </div>
          </div>`
          : nothing
      }
    </twin-sheet></div>`;
}
