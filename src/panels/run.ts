import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { TwinElement } from './element.ts';
import { icon } from './icons.ts';
import { base } from './styles.ts';
import type { CellChoice, RunView } from './views.ts';

/** Cell size with an estimate, run, pause, stop, progress with the time left. */
@customElement('twin-run')
export class TwinRun extends TwinElement {
  static override styles = [
    base,
    css`
      .body { padding: 0 12px 10px; display: grid; gap: 8px; }
      .row { display: flex; gap: 8px; align-items: center; flex-wrap: wrap; }
      .row .btn { flex: 1; }
      .row .sel { flex: 1; justify-content: space-between; min-height: 32px; border-radius: 8px; }
      p { font: var(--t-12); color: var(--text-2); }
      .head { font: 600 12px/16px var(--font); display: flex; gap: 8px; }
    `,
  ];

  @property({ attribute: false }) run: RunView | undefined;
  @property({ attribute: false }) choices: readonly CellChoice[] = [];
  @property({ attribute: false }) cellSizeM = 32;
  @property({ attribute: false }) ready = false;
  /** A paused run could go on from here with the scenario as it is now, s. */
  @property({ attribute: false }) forkAtS: number | undefined;

  override render() {
    const { t } = this.words;
    const busy = this.run?.state === 'running' || this.run?.state === 'paused' || this.run?.state === 'preparing';
    return html`<div class="ph"><h2>${t('run.title')}</h2><span class="sp"></span>${this.caption()}</div>
      <div class="body">${busy ? this.busy(this.run as RunView) : this.idle()}</div>`;
  }

  private metres(cellSizeM: number): string {
    return this.words.number(cellSizeM, Number.isInteger(cellSizeM) ? 0 : 1);
  }

  private caption() {
    const { t, number } = this.words;
    const run = this.run;
    if (!run || run.state === 'none') return html`<small>${t('run.none')}</small>`;
    if (run.stale) return html`<small>${t('scenario.stale')}</small>`;
    if (run.wentOnFromS !== undefined && (run.state === 'running' || run.state === 'preparing'))
      return html`<small>${t('run.goesOn', { minute: number(Math.floor(run.wentOnFromS / 60)) })}</small>`;
    if (run.isPreview && run.state === 'done')
      return html`<small>${t('run.previewOnly', { cell: this.metres(run.cellSizeM) })}</small>`;
    if (run.shownPreviewM !== undefined && !run.isPreview)
      return html`<small>${t('run.shown', { cell: this.metres(run.shownPreviewM) })}</small>`;
    if (run.state === 'cancelled')
      return html`<small>${t('run.cancelled', { minute: number(run.timeS / 60) })}</small>`;
    if (run.state === 'done' && run.stored) return html`<small>${t('run.stored')}</small>`;
    return nothing;
  }

  private idle() {
    const { t, duration } = this.words;
    const run = this.run;
    const choice = this.choices.find((item) => item.cellSizeM === this.cellSizeM);
    return html`${
      run?.state === 'done' && !run.isPreview && !run.stale && !run.stored
        ? html`<p>${t('run.done', { cell: this.metres(run.cellSizeM), time: duration(run.wallS) })}</p>`
        : nothing
    }${run?.state === 'done' && !run.stale && run.stored ? html`<p>${t('run.storedWhat')}</p>` : nothing}
      <div class="row">
        <label class="sel"><span><em>${t('run.cell')}</em></span>
          <select @change=${(event: Event) => this.ask({ kind: 'run.cell', cellSizeM: Number((event.target as HTMLSelectElement).value) })}>
            ${this.choices.map(
              (item) =>
                html`<option value=${item.cellSizeM} .selected=${item.cellSizeM === this.cellSizeM}>${this.metres(item.cellSizeM)} m · ${t('run.estimate', { time: duration(item.estimateS) })}</option>`,
            )}
          </select>${icon('chevron-down', 12)}</label>
        <button class="btn pri" ?disabled=${!this.ready} @click=${() => this.ask({ kind: 'run.start' })}>${icon('play')}${t(run && run.state !== 'none' ? 'run.again' : 'run.start')}</button>
      </div>
      ${this.fork()}
      ${
        !run || run.state === 'none'
          ? html`<p>${t('state.emptyWhat', { cell: this.metres(this.cellSizeM), time: choice ? duration(choice.estimateS) : '–' })}</p>`
          : nothing
      }`;
  }

  private busy(run: RunView) {
    const { t, number, duration } = this.words;
    const share = run.durationS > 0 ? run.timeS / run.durationS : 0;
    const at = { minute: number(Math.floor(run.timeS / 60)), total: number(run.durationS / 60) };
    const percent = number(Math.floor(share * 100));
    return html`<div class="head">${
      run.state === 'preparing'
        ? t('run.preparing', { cell: this.metres(run.cellSizeM) })
        : t(run.isPreview ? 'run.previewPercent' : 'run.percent', { cell: this.metres(run.cellSizeM), percent })
    }</div>
      <div class="prog" role="progressbar" aria-label=${t('run.progressLabel')} aria-valuemin="0" aria-valuemax="100" aria-valuenow=${Math.floor(share * 100)}><i style="width:${(share * 100).toFixed(1)}%"></i></div>
      ${
        run.state === 'preparing'
          ? nothing
          : html`<p>${run.state === 'paused' ? t('run.paused', at) : t('run.progress', { ...at, left: run.leftS === undefined ? '–' : duration(run.leftS) })}</p>`
      }
      <div class="row">
        ${
          run.state === 'paused'
            ? html`<button class="btn pri" @click=${() => this.ask({ kind: 'run.resume' })}>${icon('play')}${t('run.resume')}</button>`
            : html`<button class="btn" ?disabled=${run.state === 'preparing'} @click=${() => this.ask({ kind: 'run.pause' })}>${icon('pause')}${t('run.pause')}</button>`
        }
        <button class="btn" @click=${() => this.ask({ kind: 'run.cancel' })}>${icon('circle-stop')}${t('run.stop')}</button>
      </div>
      ${
        run.state === 'paused' && run.stale
          ? html`${this.fork()}<div class="row"><button class="btn" @click=${() => this.ask({ kind: 'run.start' })}>${icon('play')}${t('run.again')}</button></div>`
          : nothing
      }`;
  }

  private fork() {
    if (this.forkAtS === undefined) return nothing;
    const { t, number } = this.words;
    return html`<div class="row"><button class="btn" title=${t('run.forkWhat')} @click=${() => this.ask({ kind: 'run.fork' })}>${icon('git-branch')}${t('run.fork', { minute: number(Math.floor(this.forkAtS / 60)) })}</button></div>`;
  }
}
