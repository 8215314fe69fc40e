import { html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { dialogStyles, TwinDialog } from '../dialog.ts';
import { icon } from '../icons.ts';
import { base } from '../styles.ts';
import {
  countVerdicts,
  type EvidenceCase,
  type EvidenceFile,
  type EvidenceResult,
  type Verdict,
  verdictOf,
} from './file.ts';
import { plotView } from './plot.ts';
import { evidenceStyles } from './styles.ts';

const LIMITS = [
  'evidence.limitScreening',
  'evidence.limitInertial',
  'evidence.limitPipes',
  'evidence.limitCell',
  'evidence.limitOutside',
  'evidence.limitData',
] as const;
const VERDICTS = ['pass', 'fail', 'notRun'] as const;
const ICON = { pass: 'check', fail: 'triangle-alert', notRun: 'minus' } as const;
const WORD = { pass: 'evidence.pass', fail: 'evidence.fail', notRun: 'evidence.notRun' } as const;

/** How far a result can be trusted: what `npm run verify` measured, case by case, and what is left out. */
@customElement('twin-evidence')
export class TwinEvidence extends TwinDialog {
  static override styles = [base, dialogStyles, evidenceStyles];

  /** `missing`: this page was built without it. */
  @property({ attribute: false }) evidence: EvidenceFile | 'missing' | undefined;
  /** Version of the engine that this page runs. */
  @property({ attribute: false }) running = '';

  override render() {
    const { t } = this.words;
    const { evidence } = this;
    return this.frame(
      t('evidence.title'),
      html`<div class="in scroll" tabindex="0" role="region" aria-labelledby="title">
        <p>${t('evidence.intro')}</p>
        ${
          evidence === undefined
            ? html`<p role="status">${t('evidence.loading')}</p>`
            : evidence === 'missing'
              ? html`<p role="status">${t('evidence.missing')}</p>`
              : this.about(evidence)
        }
        <h3>${t('evidence.limits')}</h3>
        <ul>${LIMITS.map((key) => html`<li>${t(key)}</li>`)}</ul>
        ${evidence && evidence !== 'missing' ? html`${this.table(evidence)}<h3>${t('evidence.cases')}</h3><div class="cases">${evidence.cases.map((one) => this.caseView(evidence, one))}</div>` : nothing}
      </div>`,
    );
  }

  private about(evidence: EvidenceFile) {
    const { t } = this.words;
    const day = evidence.date.slice(0, 10).split('-').reverse().join('.');
    return html`<p class="about">${t('evidence.about', { version: evidence.engineVersion, date: day, commit: evidence.commit, machine: evidence.machine })}</p>
      ${
        evidence.engineVersion === this.running
          ? nothing
          : html`<div class="older" role="note">${icon('triangle-alert')}<span>${t('evidence.older', { checked: evidence.engineVersion, running: this.running })}</span></div>`
      }
      <div class="counts">${this.counts(evidence.cases)}</div>`;
  }

  private table(evidence: EvidenceFile) {
    const { t, pick } = this.words;
    return html`<h3>${t('evidence.table')}</h3>
      <div class="wide" tabindex="0" role="region" aria-label=${t('evidence.table')}><table class="sum">
        <thead><tr><th scope="col">${t('evidence.case')}</th>${evidence.engines.map(({ name }) => html`<th scope="col">${pick(name)}</th>`)}</tr></thead>
        <tbody>${evidence.cases.map(
          ({ name, results }) =>
            html`<tr><th scope="row">${pick(name)}</th>${evidence.engines.map(({ id }) => {
              const result = results.find(({ engine }) => engine === id);
              return html`<td title=${result?.why ? pick(result.why) : nothing}>${result ? this.verdict(verdictOf(result)) : nothing}</td>`;
            })}</tr>`,
        )}</tbody></table></div>`;
  }

  /** How many results passed, failed and are missing; what there is none of is left out. */
  private counts(cases: readonly EvidenceCase[]) {
    const { t, number } = this.words;
    const counts = countVerdicts(cases);
    return VERDICTS.filter((verdict) => counts[verdict] > 0).map((verdict) =>
      this.verdict(verdict, `${number(counts[verdict])} ${t(WORD[verdict])}`),
    );
  }

  private verdict(verdict: Verdict, label = this.words.t(WORD[verdict])) {
    return html`<span class="v ${verdict}">${icon(ICON[verdict], 13)}${label}</span>`;
  }

  private caseView(evidence: EvidenceFile, one: EvidenceCase) {
    const { t, pick } = this.words;
    return html`<article data-case=${one.id}>
      <h4>${pick(one.name)}</h4>
      <p>${pick(one.shows)}</p>
      ${one.plot ? plotView(one.plot, pick(one.name), this.words) : nothing}
      <details><summary>${t('evidence.figures')} ${this.counts([one])}</summary>
        <div class="wide" tabindex="0" role="region" aria-label="${t('evidence.figures')}: ${pick(one.name)}"><table class="figures">
          <thead><tr><th scope="col">${t('evidence.what')}</th><th scope="col">${t('evidence.measured')}</th><th scope="col">${t('evidence.accepted')}</th><th scope="col">${t('evidence.verdict')}</th></tr></thead>
          ${one.results.map((result) => this.resultView(evidence, result))}
        </table></div></details>
      <p class="source">${t('evidence.source')}: ${one.source}</p>
    </article>`;
  }

  private resultView(evidence: EvidenceFile, result: EvidenceResult) {
    const { pick } = this.words;
    const name = evidence.engines.find(({ id }) => id === result.engine)?.name;
    return html`<tbody data-engine=${result.engine}>
      <tr><th scope="rowgroup" colspan="3">${name ? pick(name) : result.engine}${result.why ? html` <span class="mu">${pick(result.why)}</span>` : nothing}</th><td>${this.verdict(verdictOf(result))}</td></tr>
      ${result.rows.map(
        (row) =>
          html`<tr><td>${pick(row.what)}</td><td>${this.figure(row.measured)} ${row.unit}</td><td>${row.accepted.replace(/[\d.]+(e-?\d+)?/g, (text) => this.figure(Number(text)))}</td><td>${this.verdict(row.pass ? 'pass' : 'fail')}</td></tr>`,
      )}
    </tbody>`;
  }

  /** Four significant figures; the very small as a power of ten. */
  private figure(value: number | null): string {
    const { number } = this.words;
    if (value === null) return number(undefined);
    if (value === 0) return number(0);
    const power = Math.floor(Math.log10(Math.abs(value)));
    if (power < -3) {
      const factor = Number((value / 10 ** power).toPrecision(3));
      const raised = String(power).replace(/[-\d]/g, (sign) => '⁻⁰¹²³⁴⁵⁶⁷⁸⁹'['-0123456789'.indexOf(sign)]);
      return factor === 1 ? `10${raised}` : `${number(factor, Number.isInteger(factor) ? 0 : 1)} × 10${raised}`;
    }
    const digits = Math.min(6, Math.max(0, 3 - power));
    return number(value, Math.min(digits, (String(Number(value.toFixed(digits))).split('.')[1] ?? '').length));
  }
}
