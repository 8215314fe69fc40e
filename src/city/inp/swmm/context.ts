import { InputError } from '../../errors.ts';
import { RowReader } from '../row.ts';
import type { InpDocument } from '../tokens.ts';
import { FLOW_UNITS, FOOT_M } from '../units.ts';
import { FLOW_UNIT_WORDS } from './keywords.ts';
import { type SectionName, sectionOf } from './sectionNames.ts';
import type { FlowUnits, Unsupported } from './types.ts';

/** SI values of one unit of a file. */
export interface Units {
  readonly flowM3s: number;
  readonly lengthM: number;
  /** Of rain and soil depths (inches or mm), and with `/h` of their rates. */
  readonly rainMm: number;
  /** Of land (acres or hectares). */
  readonly landM2: number;
}

export const unitsOf = (flowUnits: FlowUnits): Units => {
  const { m3s, us } = FLOW_UNITS[flowUnits];
  return us
    ? { flowM3s: m3s, lengthM: FOOT_M, rainMm: 25.4, landM2: 43560 * FOOT_M * FOOT_M }
    : { flowM3s: m3s, lengthM: 1, rainMm: 1, landM2: 1e4 };
};

/** What is needed to write values as a file has them. */
export interface Scale {
  readonly units: Units;
  /** Offsets of links are levels rather than heights above the node's invert. */
  readonly offsetsAreLevels: boolean;
  /** Force mains have a roughness height rather than a Hazen–Williams coefficient. */
  readonly darcyWeisbach: boolean;
  /** Invert level of a node, m; undefined where there is no such node. */
  readonly invertM: (node: string) => number | undefined;
}

/** Kinds of things that rows refer to by name. */
export type Kind =
  | 'node'
  | 'link'
  | 'subcatchment'
  | 'rain gage'
  | 'curve'
  | 'time series'
  | 'pattern'
  | 'transect'
  | 'street'
  | 'inlet'
  | 'LID control';
const DECLARED_IN: Readonly<Record<Kind, readonly SectionName[]>> = {
  node: ['JUNCTIONS', 'OUTFALLS', 'STORAGE', 'DIVIDERS'],
  link: ['CONDUITS', 'PUMPS', 'ORIFICES', 'WEIRS', 'OUTLETS'],
  subcatchment: ['SUBCATCHMENTS'],
  'rain gage': ['RAINGAGES'],
  curve: ['CURVES'],
  'time series': ['TIMESERIES'],
  pattern: ['PATTERNS'],
  transect: ['TRANSECTS'],
  street: ['STREETS'],
  inlet: ['INLETS'],
  'LID control': ['LID_CONTROLS'],
};
/** Things whose every row is a thing of its own, so that a second row of one name is a mistake. */
const ONE_ROW: readonly Kind[] = ['node', 'link', 'subcatchment', 'rain gage', 'street'];

/** A file on its way into a model: rows by section, units, and the names that rows may refer to. */
export interface Reading extends Scale {
  readonly document: InpDocument;
  readonly flowUnits: FlowUnits;
  /** Rows of all sections of that name, in order. */
  rows(section: SectionName): readonly RowReader[];
  /** Rows of sections that SWMM does not know. */
  readonly unknown: readonly RowReader[];
  /**
   * The declared spelling of the name in a row's column: the same letters, else the same but for their case, as in SWMM.
   * @throws InputError where there is none, unless the reading is lenient: then the word itself
   */
  refer(row: RowReader, at: number, ...kinds: readonly Kind[]): string;
  /** Whether the name is declared, by either rule. */
  declared(kind: Kind, name: string): boolean;
  /** Tells a feature that the model does not hold, once a section. */
  leaveOut(row: RowReader, en: string, vi: string): void;
  readonly unsupported: readonly Unsupported[];
}

/**
 * @param lenient names without a declaration and double names are let through, for showing what is there
 * @throws InputError where a name is declared twice, or the units are unknown
 */
export function startReading(document: InpDocument, lenient = false): Reading {
  const bySection = new Map<SectionName | undefined, RowReader[]>();
  for (const section of document.sections) {
    const name = sectionOf(section);
    const list = bySection.get(name) ?? [];
    bySection.set(name, list);
    for (const row of section.rows) list.push(new RowReader(document, section.name, row));
  }
  const rows = (section: SectionName): readonly RowReader[] => bySection.get(section) ?? [];
  const conventions = readConventions(rows('OPTIONS'));
  const units = unitsOf(conventions.flowUnits);
  const names = new Map<Kind, Names>();
  const namesOf = (kind: Kind): Names => {
    const known = names.get(kind) ?? collectNames(kind, rows, lenient);
    names.set(kind, known);
    return known;
  };
  let inverts: Map<string, number> | undefined;
  const unsupported: Unsupported[] = [];
  return {
    document,
    ...conventions,
    units,
    invertM: (node) => {
      inverts ??= new Map(
        DECLARED_IN.node.flatMap((section) =>
          rows(section).map((row) => [row.text(0), row.number(1, 'invert level') * units.lengthM] as const),
        ),
      );
      return inverts.get(namesOf('node').find(node) ?? node);
    },
    rows,
    unknown: bySection.get(undefined) ?? [],
    refer: (row, at, ...kinds) => {
      const word = row.text(at);
      for (const kind of kinds) {
        const name = namesOf(kind).find(word);
        if (name !== undefined) return name;
      }
      if (lenient) return word;
      throw row.wrong(
        `the name of a ${kinds.join(' or ')} of this file`,
        row.word(at) === undefined ? 'nothing' : `"${word}"`,
      );
    },
    declared: (kind, name) => namesOf(kind).find(name) !== undefined,
    leaveOut: (row, en, vi) => {
      if (unsupported.some((other) => other.section === row.section && other.what.en === en)) return;
      unsupported.push({ section: row.section, line: row.line, what: { en, vi } });
    },
    unsupported,
  };
}

interface Names {
  find(name: string): string | undefined;
}

function collectNames(kind: Kind, rows: (section: SectionName) => readonly RowReader[], lenient: boolean): Names {
  const exact = new Set<string>();
  const upper = new Map<string, string>();
  for (const section of DECLARED_IN[kind]) {
    for (const row of rows(section)) {
      // Only a transect's name does not open its row.
      if (kind === 'transect' && row.upper(0) !== 'X1') continue;
      const name = row.text(kind === 'transect' ? 1 : 0);
      const isKnown = upper.has(name.toUpperCase());
      if (isKnown && !lenient && ONE_ROW.includes(kind))
        throw row.wrong(`a name that no other ${kind} has`, `"${name}" again`);
      exact.add(name);
      if (!isKnown) upper.set(name.toUpperCase(), name);
    }
  }
  return { find: (name) => (exact.has(name) ? name : upper.get(name.toUpperCase())) };
}

type Conventions = Pick<Reading, 'flowUnits' | 'offsetsAreLevels' | 'darcyWeisbach'>;

/** Options that decide how all other rows read, wherever in the file they stand. */
function readConventions(options: readonly RowReader[]): Conventions {
  let conventions: Conventions = { flowUnits: 'CFS', offsetsAreLevels: false, darcyWeisbach: false };
  for (const row of options) {
    if (row.upper(0) === 'FLOW_UNITS') {
      const flowUnits = FLOW_UNIT_WORDS.find((word) => word === row.upper(1));
      if (!flowUnits) throw row.wrong('CFS, GPM, MGD, CMS, LPS or MLD', `"${row.text(1)}"`);
      conventions = { ...conventions, flowUnits };
    } else if (row.upper(0) === 'LINK_OFFSETS')
      conventions = { ...conventions, offsetsAreLevels: row.upper(1) === 'ELEVATION' };
    else if (row.upper(0) === 'FORCE_MAIN_EQUATION')
      conventions = { ...conventions, darcyWeisbach: row.upper(1) === 'D-W' };
  }
  return conventions;
}

/** A model that cannot be written: names that INP files have no way to spell, references into nothing. */
export const unwritable = (expected: string, found: string): InputError =>
  new InputError(
    'inp.unwritable',
    `SWMM model: expected ${expected}, found ${found}.`,
    `Mô hình SWMM: cần ${expected}, gặp ${found}.`,
  );
