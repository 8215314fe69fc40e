import { ContextProvider } from '@lit/context';
import { html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { cache } from 'lit/directives/cache.js';
import { ENGINE_VERSION } from '../../workers/flood/version.ts';
import { wordsOf } from '../i18n/words.ts';
import { wordsContext } from '../panels/element.ts';
import type { TwinFind } from '../panels/find.ts';
import { icon } from '../panels/icons.ts';
import type { Intent } from '../panels/intents.ts';
import { base } from '../panels/styles.ts';
import { otherMode } from '../tokens/ramps.ts';
import { entryOf, resolvedOf } from './book.ts';
import { bulletinText } from './bulletin.ts';
import { compareView, otherLegend } from './compareViews.ts';
import type { Controller } from './controller.ts';
import { findingsOf, isLooking, profileOf, traceView } from './drainViews.ts';
import { exportsView } from './exports.ts';
import { againstLetter, impactView } from './impactViews.ts';
import { measuresView } from './measureViews.ts';
import { phoneView, sheetFor } from './phone.ts';
import { rainView } from './rain.ts';
import { respondView, routeView } from './respondViews.ts';
import { shellStyles } from './shell-styles.ts';
import type { AppState } from './state.ts';
import type { Store } from './store.ts';
import { tideView } from './tide.ts';
import {
  choicesView,
  cityView,
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
import '../panels/index.ts';
import './exhibit.ts';
import './multiples.ts';

type Tab = 'scenarios' | 'layers' | 'results';

/** The page: the scene behind, regions of panels over it. Renders the state, passes every intent on. */
@customElement('twin-app')
export class TwinApp extends LitElement {
  static override styles = [base, shellStyles];

  @property({ attribute: false }) store!: Store<AppState>;
  @property({ attribute: false }) controller!: Controller;
  @property({ attribute: false }) handle: (intent: Intent) => void = () => {};
  @state() private state!: AppState;
  @state() private tab: Tab | undefined = 'scenarios';
  @state() private dropping = false;
  /** Phone: where the sheet stands. */
  @state() sheet: 'title' | 'half' | 'full' = 'half';
  private readonly words = new ContextProvider(this, { context: wordsContext, initialValue: wordsOf('vi') });
  private leave: (() => void) | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.state = this.store.get();
    this.leave = this.store.subscribe((state, before) => {
      this.state = state;
      const asked = state.drains !== before.drains && isLooking(state);
      if (
        ((state.point && !before.point) || (state.rainOpen && !before.rainOpen) || asked) &&
        state.layout === 'drawer'
      )
        this.tab = 'results';
      if (state.layout === 'phone') this.sheet = sheetFor(state, before, this.sheet);
    });
    this.addEventListener('intent', (event) => {
      event.stopPropagation();
      this.handle(event.detail);
    });
    this.addEventListener('dragenter', this.drag);
    this.addEventListener('dragover', this.drag);
    this.addEventListener('dragleave', (event) => {
      if (event.relatedTarget === null) this.dropping = false;
    });
    this.addEventListener('drop', () => {
      this.dropping = false;
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.leave?.();
  }

  /** Where the stage is mounted. */
  get stageElement(): HTMLElement {
    return this.renderRoot.querySelector<HTMLElement>('.stage') as HTMLElement;
  }

  /** Puts the caret into find. */
  focusFind(): void {
    this.renderRoot.querySelector<TwinFind>('twin-find')?.focus();
  }

  private drag = (event: DragEvent) => {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    this.dropping = true;
  };

  protected override willUpdate(): void {
    this.words.setValue(wordsOf(this.state.lang));
    this.toggleAttribute('plain', this.state.hidden && this.state.workspace === 'plan');
  }

  override render() {
    const { workspace, layout } = this.state;
    const words = wordsOf(this.state.lang);
    const exhibit = workspace === 'exhibit';
    // The stage is one element in one place whatever stands over it, so that layouts can change without drawing anew.
    return html`<div class="${layout} ${workspace} ${this.state.compare ? 'comparing' : ''} ${(this.state.drains.profile || this.state.section?.to) && !exhibit ? 'tall' : ''}">
      ${exhibit ? nothing : layout === 'phone' ? nothing : this.barView()}
      ${exhibit ? nothing : this.titleView()}
      ${cache(exhibit || layout === 'phone' ? html`` : workspace === 'respond' ? this.alertsView() : layout === 'drawer' ? this.drawerView() : this.leftView())}
      ${exhibit || layout === 'phone' ? nothing : this.footView()}
      <main class="stage ${this.state.stage === 'none' || this.state.stage === 'loading' ? 'veil' : ''}" aria-label=${words.t(this.state.stage === 'flat' ? 'app.map' : 'app.scene')} tabindex="0"></main>${exhibit ? nothing : this.besideView()}
      ${this.state.opening && this.state.stage !== 'globe' && this.state.stage !== 'flat' && !exhibit ? html`<div class="veilcard p" role="status"><i style="width:86%"></i><i style="width:64%"></i><i style="width:74%"></i><span>${this.state.opening}</span></div>` : nothing}
      ${
        exhibit
          ? html`<twin-exhibit role="region" aria-label=${words.t('ws.exhibit')} .state=${this.state}></twin-exhibit>`
          : layout === 'phone'
            ? phoneView(this.state, this.sheet, (stop) => {
                this.sheet = stop;
              })
            : this.rightAndScore()
      }
      ${exhibit ? nothing : html`<div class="messages"><twin-pick .from=${this.state.drains.from?.id}></twin-pick>${this.state.section && !this.state.section.to ? html`<div class="p ask" role="status">${words.t('section.pick')}</div>` : nothing}<twin-messages .messages=${this.state.messages}></twin-messages></div>`}
      <twin-city .open=${this.state.dialog === 'city'} .city=${cityView(this.state.city, this.state.findings, this.state.sample)} .stored=${this.state.stored}></twin-city>
      <twin-assumptions .open=${this.state.dialog === 'assumptions'} .assumed=${this.state.assumed}></twin-assumptions>
      <twin-bulletin .open=${this.state.dialog === 'bulletin'} .text=${this.state.dialog === 'bulletin' ? bulletinText(this.state) : ''}></twin-bulletin>
      <twin-exports .open=${this.state.dialog === 'exports'} .view=${exportsView(this.state.city, this.state.book, this.state.runs, this.state.lang, this.state.making, this.state.previewCellM)}></twin-exports>
      <twin-evidence .open=${this.state.dialog === 'evidence'} .evidence=${this.state.evidence} .running=${ENGINE_VERSION}></twin-evidence>
      ${this.dropping ? html`<div class="drop" aria-hidden="true">${icon('file-up', 40)}<b>${words.t('drop.title')}</b><span class="mu">${words.t('drop.what')}</span></div>` : nothing}
    </div>`;
  }

  private barView() {
    const { state } = this;
    const words = wordsOf(state.lang);
    return html`<header class="bar"><twin-bar .workspace=${state.workspace} .theme=${state.theme} .canUndo=${state.book.undo.length > 0} .canRedo=${state.book.redo.length > 0} .cityName=${state.city ? words.pick(state.city.name) : 'Đà Nẵng'}>
      <twin-find .hits=${state.hits} .answered=${state.answered}></twin-find></twin-bar></header>`;
  }

  private titleView() {
    const { heading, line } = titleOf(this.state, wordsOf(this.state.lang));
    return html`<section class="title" aria-label=${heading || wordsOf(this.state.lang).t('map.about')}><twin-title .heading=${heading} .line=${line} ?small=${this.state.layout === 'phone'}></twin-title></section>`;
  }

  private panels() {
    const { state } = this;
    const { book, city } = state;
    const resolved = resolvedOf(book, book.selected);
    const run = figuresOf(book.selected ? state.runs[book.selected] : undefined);
    const panel = runPanel(book, state.runs, state.previewCellM);
    const ownCell = city?.cellSizeM ?? 8;
    return {
      scenarios: html`<twin-scenarios .rows=${scenarioRows(book, state.runs, ownCell, state.queue)} .selected=${book.selected}></twin-scenarios>`,
      run: html`<twin-run .run=${panel.run} .forkAtS=${panel.forkAtS} .choices=${choicesView(city, resolved, state.pace)} .cellSizeM=${state.cellSizeM} .ready=${resolved !== undefined}></twin-run>`,
      engine: html`<twin-engine .engine=${engineView(state)}></twin-engine>`,
      tide: html`<twin-tide .tide=${resolved ? tideView(resolved, entryOf(book, book.selected)?.tide) : undefined} .peakM=${resolved && peakLevel(resolved)}></twin-tide>`,
      underground: html`<twin-underground .share=${state.glassShare} .filling=${state.filling} .timeS=${state.timeS}></twin-underground>`,
      measures: html`<twin-measures .view=${measuresView(book, state.sketch, city)}></twin-measures>`,
      layers: html`<twin-layers ?checked=${state.checked} ?glass=${state.glass} ?night=${state.night} .rows=${layerRows(city, state.layers, state.findings, state.theme)} .waiting=${state.opening}></twin-layers>`,
      result: resultView(run, ownCell),
      rain: html`<twin-rain .view=${rainView(state)}></twin-rain>`,
      compare: html`<twin-compare .view=${compareView(state)}></twin-compare>`,
      impact: html`<twin-impact .view=${impactView(book, state.impacts, ownCell, state.compare)} .yearly=${yearlyOf(state)} .timeS=${state.timeS}></twin-impact>`,
      score: scoreView(book, run),
      maps: run?.state === 'done',
    };
  }

  /** Respond: what is to be known, who is on the road. */
  private alertsView() {
    const { state } = this;
    const { t } = wordsOf(state.lang);
    const view = respondView(state);
    return html`<aside class="left res-left" aria-label=${t('respond.alerts')}><section class="p alr" style="display:flex"><twin-alerts .view=${view} .timeS=${state.timeS}></twin-alerts></section>${view && view.stations.length > 0 ? html`<section class="p sta" style="display:flex"><twin-stations .rows=${view.stations}></twin-stations></section>` : nothing}</aside>
      ${view ? html`<section class="p veh" aria-label=${t('respond.who')}><twin-vehicles .view=${view}></twin-vehicles></section>` : nothing}`;
  }

  private leftView() {
    const { t } = wordsOf(this.state.lang);
    const panels = this.panels();
    const { glass, sketch, compare } = this.state;
    // While measures are made, what is not needed for them makes room.
    const making = sketch.palette || sketch.tool !== undefined || sketch.selected !== undefined;
    return html`<aside class="left" aria-label=${t('app.left')}>
      ${compare ? html`<section class="p cmp" style="display:flex">${panels.compare}</section>` : nothing}${glass ? html`<section class="p">${panels.underground}</section>` : nothing}<section class="p scen" style="display:flex">${panels.scenarios}</section><section class="p mea ${making ? 'open' : ''}" style="display:flex">${panels.measures}</section>${glass || compare ? nothing : html`<section class="p">${panels.run}${panels.engine}</section>`}${glass || making || compare ? nothing : html`<section class="p">${panels.tide}</section>`}${making || compare ? nothing : html`<section class="p lay" style="display:flex">${panels.layers}</section>`}
    </aside>`;
  }

  private drawerView() {
    const { t } = wordsOf(this.state.lang);
    const panels = this.panels();
    const tabs = [
      ['scenarios', t('scenario.title')],
      ['layers', t('layers.title')],
      ['results', t('result.title')],
    ] as const;
    return html`<aside class="left" aria-label=${t('app.left')}>
      <div class="tabs ${this.tab ? '' : 'shut'}" role="tablist" aria-label=${t('app.tabs')}>${tabs.map(
        ([id, label]) =>
          html`<button role="tab" aria-selected=${this.tab === id ? 'true' : 'false'} aria-controls="pane" @click=${() => {
            this.tab = this.tab === id ? undefined : id;
          }}>${label}</button>`,
      )}</div>
      ${
        this.tab
          ? html`<div class="pane" id="pane" role="tabpanel" aria-label=${tabs.find(([id]) => id === this.tab)?.[1] ?? ''}>${
              this.tab === 'scenarios'
                ? html`${this.state.compare ? panels.compare : nothing}${panels.scenarios}${panels.measures}${panels.run}${panels.tide}`
                : this.tab === 'layers'
                  ? html`${this.state.glass ? panels.underground : nothing}${panels.layers}`
                  : html`${this.state.rainOpen ? panels.rain : nothing}${this.drainPanels()}${this.pointView()}<twin-result .result=${panels.result}></twin-result>${panels.impact}${panels.result || this.state.point || isLooking(this.state) ? nothing : this.emptyView()}`
            }</div>`
          : html`<div id="pane" hidden></div>`
      }
    </aside>`;
  }

  /** The runs beside the shown one: a line over the map, or small maps in its place. */
  private besideView() {
    const { state } = this;
    const view = compareView(state);
    if (!view || !state.city) return nothing;
    const { t } = wordsOf(state.lang);
    if (view.style === 'grid')
      return html`<twin-multiples class="beside" .view=${view} .state=${state} .controller=${this.controller}></twin-multiples>`;
    const what = [otherMode(state.mode), state.mode].map((mode) =>
      t(`mode.${mode}`, { letter: view.others[0].letter }),
    );
    return html`<twin-swipe class="beside" .view=${view} .what=${what}></twin-swipe>`;
  }

  private emptyView() {
    const { t } = wordsOf(this.state.lang);
    return html`<div style="padding:12px"><b>${t('state.empty')}</b></div>`;
  }

  private pointView() {
    const { state } = this;
    return state.point
      ? html`<twin-point .point=${state.point} .timeS=${state.timeS} .theme=${state.theme} .heads=${state.drains.heads}></twin-point>`
      : nothing;
  }

  /** Findings and trace, one below the other. */
  private drainPanels() {
    const { state } = this;
    const findings = findingsOf(state);
    const { trace, landShown } = state.drains;
    return html`${findings ? html`<section class="p fnd" style="display:flex"><twin-findings .view=${findings}></twin-findings></section>` : nothing}
      ${trace ? html`<section class="p trc" style="display:flex"><twin-trace .trace=${traceView(trace, landShown)}></twin-trace></section>` : nothing}`;
  }

  private footView() {
    const { state } = this;
    const run = figuresOf(state.book.selected ? state.runs[state.book.selected] : undefined);
    const right =
      state.layout === 'wide' &&
      (state.rainOpen || state.point !== undefined || isLooking(state) || this.panels().result !== undefined);
    return html`<section class="foot ${right || state.layout !== 'wide' ? '' : 'wide'}" aria-label=${wordsOf(state.lang).t('mode.label')}>
      <div class="fur"><twin-stamp></twin-stamp><twin-scale .metresPerPixel=${state.metresPerPixel} .headingDeg=${state.headingDeg}></twin-scale></div>
      ${run && run.wet.timesS.length > 0 ? html`<twin-legend class="p legend" .mode=${state.mode} .isolated=${state.isolated} .hasMaps=${run.state === 'done'} .against=${againstLetter(state)} .other=${otherLegend(state)}></twin-legend>` : nothing}
    </section>`;
  }

  private scoreView(score: ReturnType<typeof scoreView>) {
    const { state } = this;
    return html`<twin-score .score=${score} .timeS=${state.timeS} .playing=${state.playing} .speed=${state.speed} .rainOpen=${state.rainOpen}></twin-score>`;
  }

  private rightAndScore() {
    const { state } = this;
    const { t } = wordsOf(state.lang);
    const panels = this.panels();
    const profile = profileOf(state);
    const hasImpact = state.book.selected !== undefined && state.impacts[state.book.selected] !== undefined;
    const refuges = state.workspace === 'respond' ? respondView(state) : undefined;
    const way = refuges && routeView(state);
    if (refuges)
      return html`<aside class="right" aria-label=${t('respond.refuges')}>${state.point ? html`<section class="p pt" style="display:flex">${this.pointView()}</section>${way ? html`<section class="p rou"><twin-route .view=${way}></twin-route></section>` : nothing}` : nothing}<section class="p imp" style="display:flex"><twin-refuges .view=${refuges} .timeS=${state.timeS}></twin-refuges></section></aside>
        <div class="score">${this.scoreView(panels.score)}</div>`;
    return html`${
      state.layout === 'wide' && (state.rainOpen || state.point || isLooking(state) || panels.result)
        ? html`<aside class="right" aria-label=${t('app.right')}>
          ${state.rainOpen ? html`<section class="p rai" style="display:flex">${panels.rain}</section>` : nothing}${this.drainPanels()}${state.point ? html`<section class="p pt" style="display:flex">${this.pointView()}</section>` : nothing}
          ${panels.result && !isLooking(state) && !state.rainOpen ? html`<section class="p res"><twin-result .result=${panels.result}></twin-result></section>${hasImpact ? html`<section class="p imp" style="display:flex">${panels.impact}</section>` : nothing}` : nothing}
        </aside>`
        : nothing
    }<div class="score">${state.section?.to ? html`<twin-section .view=${state.section.view} .timeS=${state.timeS}></twin-section>` : profile ? html`<twin-profile .view=${profile} .timeS=${state.timeS} .playing=${state.playing}></twin-profile>` : this.scoreView(panels.score)}</div>`;
  }
}
