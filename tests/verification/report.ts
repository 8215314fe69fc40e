/**
 * Gathers what `npm run verify` has recorded into one file and a table: `tsx tests/verification/report.ts [--publish]`.
 * With `--publish` also into `data/evidence`, from where the page shows it.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { resolve } from 'node:path';
import {
  type Both,
  countVerdicts,
  type EvidenceCase,
  type EvidenceFile,
  type EvidencePlot,
  type EvidenceResult,
  verdictOf,
} from '../../src/panels/evidence/file.ts';
import { ENGINE_VERSION } from '../../workers/flood/version.ts';
import { CATALOGUE, type Entry, measureNamed } from './catalogue.ts';
import { DRAINAGE_CATALOGUE } from './drainage/catalogue.ts';
import { haveDrainageData } from './drainage/support.ts';
import { ALL_ENGINES, type Candidate, SCHEMES } from './engines.ts';
import type { Recorded } from './evidence.ts';
import { EVIDENCE_FOLDER, haveData } from './support.ts';

/** Points of a line on the page; more cannot be seen. */
const MOST_POINTS = 100;
const PUBLISHED = resolve('data/evidence/evidence.json');

/** An engine that a case is asked of: one of the surface's, or that of the drains. */
type Asked = Pick<Candidate, 'name' | 'label' | 'here'> & { readonly scheme: string };
const DRAINS: Asked = { name: 'drainage', scheme: 'drainage', label: { vi: 'thoát nước', en: 'drains' }, here: true };

const recorded: readonly Recorded[] = existsSync(EVIDENCE_FOLDER)
  ? readdirSync(EVIDENCE_FOLDER).map((name) => JSON.parse(readFileSync(resolve(EVIDENCE_FOLDER, name), 'utf8')))
  : [];

const short = (value: number): number => Number(value.toPrecision(5));

/** Computed by the browser's tests, on whatever adapter the browser has. */
const CARD: Asked = {
  name: 'webgpu',
  scheme: 'inertial',
  label: { vi: 'card đồ họa (WebGPU)', en: 'graphics card (WebGPU)' },
  here: true,
};

/** Why an engine has no figures on a case. */
function whyNot(entry: Entry, engine: Asked): Both {
  if (entry.full && engine.scheme === 'inertial')
    return { vi: 'ngoài phạm vi của bộ tính này', en: 'beyond what this engine is made for' };
  if (entry.leaveOut?.engines.has(engine.name)) return entry.leaveOut.why;
  if (!engine.here) return { vi: 'máy kiểm chứng không chạy được bản này', en: 'the machine does not run this build' };
  if (entry.data && !(engine === DRAINS ? haveDrainageData() : haveData(entry.data)))
    return { vi: 'thiếu số liệu đã công bố', en: 'published data not found' };
  return { vi: 'chưa chạy', en: 'not run' };
}

function resultOf(entry: Entry, engine: Asked): EvidenceResult {
  const found = recorded.find((one) => one.case === entry.id && one.engine === engine.name);
  if (!found) return { engine: engine.name, rows: [], why: whyNot(entry, engine) };
  const rows = found.rows.map((row) => ({
    ...row,
    what: measureNamed(row.what),
    measured: Number.isFinite(row.measured) ? short(row.measured) : null,
  }));
  return { engine: engine.name, rows };
}

/** One line a scheme, of the engine that comes first. */
function plotOf(entry: Entry, engines: readonly Asked[]): EvidencePlot | undefined {
  if (!entry.x || !entry.y) return undefined;
  const drawn = engines
    .flatMap((engine) => {
      const one = recorded.find(({ case: id, engine: name }) => id === entry.id && name === engine.name);
      return one?.drawn ? [{ engine, ...one.drawn }] : [];
    })
    .filter(({ engine }, k, all) => all.findIndex((other) => other.engine.scheme === engine.scheme) === k);
  if (drawn.length === 0) return undefined;
  const first = drawn[0];
  const every = Math.ceil(first.x.length / MOST_POINTS);
  // Marks, alone between nulls, are never thinned out.
  const kept = first.x
    .map((_, k) => k)
    .filter((k) => k % every === 0 || k === first.x.length - 1 || isMark(first.reference, k));
  const thin = (values: readonly (number | null)[]) =>
    kept.map((k) => (values[k] === null || values[k] === undefined ? null : short(values[k])));
  const line = (role: EvidencePlot['lines'][number]['role'], name: Both, values: readonly (number | null)[]) => ({
    role,
    name,
    values: thin(values),
  });
  return {
    x: { ...entry.x, values: kept.map((k) => short(first.x[k] ?? 0)) },
    y: entry.y,
    lines: [
      ...(first.ground ? [line('ground', { vi: 'đáy', en: 'ground' }, first.ground)] : []),
      ...(first.reference ? [line('reference', { vi: 'lời giải đúng', en: 'reference' }, first.reference)] : []),
      ...drawn.map(({ engine, computed }) => ({
        ...line('computed', engine.label, computed),
        look: Math.max(0, (SCHEMES as readonly string[]).indexOf(engine.scheme)),
      })),
    ],
  };
}

const isMark = (values: readonly (number | null)[] | undefined, k: number): boolean =>
  values?.[k] != null && values[k - 1] == null && values[k + 1] == null;

function caseOf(entry: Entry, engines: readonly Asked[]): EvidenceCase {
  const plot = plotOf(entry, engines);
  return {
    id: entry.id,
    name: entry.name,
    shows: entry.shows,
    source: entry.source,
    results: (entry.card ? [CARD] : engines).map((engine) => resultOf(entry, engine)),
    ...(plot && { plot }),
  };
}

const evidence: EvidenceFile = {
  format: 'twin-evidence/1',
  date: new Date().toISOString(),
  commit: execFileSync('git', ['describe', '--always', '--dirty'], { encoding: 'utf8' }).trim(),
  machine: `${cpus()[0]?.model.trim() ?? 'unknown'} × ${cpus().length}, Node ${process.versions.node}`,
  engineVersion: ENGINE_VERSION,
  engines: [...ALL_ENGINES, CARD, DRAINS].map(({ name, label }) => ({ id: name, name: label })),
  cases: [
    ...CATALOGUE.map((entry) => caseOf(entry, ALL_ENGINES)),
    ...DRAINAGE_CATALOGUE.map((entry) => caseOf(entry, [DRAINS])),
  ],
};

const WORD = { pass: 'pass', fail: 'FAIL', notRun: '–' } as const;
console.log(`\n# Evidence of the flood engine ${evidence.engineVersion}`);
console.log(`${evidence.date}, commit ${evidence.commit}, ${evidence.machine}\n`);
console.log(`| case | ${evidence.engines.map(({ name }) => name.en).join(' | ')} |`);
console.log(`|---|${'---|'.repeat(evidence.engines.length)}`);
for (const { name, results } of evidence.cases) {
  const cells = evidence.engines.map(({ id }) => {
    const result = results.find(({ engine }) => engine === id);
    return result ? WORD[verdictOf(result)] : '';
  });
  console.log(`| ${name.en} | ${cells.join(' | ')} |`);
}
console.log('\n| failing | engine | measured | accepted |\n|---|---|---|---|');
for (const { name, results } of evidence.cases) {
  for (const { engine, rows } of results) {
    for (const { what, measured, unit, accepted, pass } of rows) {
      if (!pass) console.log(`| ${name.en}: ${what.en} | ${engine} | ${measured ?? 'none'} ${unit} | ${accepted} |`);
    }
  }
}
const { pass, fail, notRun } = countVerdicts(evidence.cases);
console.log(`\n${pass} passed, ${fail} failed, ${notRun} not run`);

const files = [resolve('.build/evidence.json'), ...(process.argv.includes('--publish') ? [PUBLISHED] : [])];
for (const file of files) {
  mkdirSync(resolve(file, '..'), { recursive: true });
  writeFileSync(file, `${JSON.stringify(evidence)}\n`);
  console.log(`written to ${file}`);
}
