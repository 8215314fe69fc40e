import type { InpDocument } from '../tokens.ts';
import { type Reading, startReading } from './context.ts';
import { readControls } from './controls.ts';
import { readEvaporation, readGages, readSubcatchments } from './hydrology.ts';
import { readDryWeather, readInflows } from './inflows.ts';
import { INLET_USES, readInlets } from './inlets.ts';
import { LID_USES, readLidControls } from './lid.ts';
import { readLinks } from './links.ts';
import { readMap } from './map.ts';
import { deepen, readNodes } from './nodes.ts';
import { readOptions } from './options.ts';
import type { SectionName } from './sectionNames.ts';
import { readSections, readStreets } from './shapes.ts';
import { readTable } from './table.ts';
import { readCurves, readPatterns, readSeries } from './tables.ts';
import { readTransects } from './transects.ts';
import type { SwmmModel } from './types.ts';

/**
 * The model of an EPA SWMM 5.2 file in SI, defaults filled in as SWMM 5.2.4 does. What it cannot hold is listed in
 * `unsupported`; the file itself keeps everything (see `editSwmm`).
 * @throws InputError naming file, line, section, what was expected and what was found
 */
export function readModel(document: InpDocument): SwmmModel {
  const reading = startReading(document);
  const options = readOptions(reading);
  const transects = readTransects(reading);
  const streets = readStreets(reading);
  const links = readLinks(reading, readSections(reading, transects, streets));
  const model = {
    title: titleOf(document),
    options,
    evaporation: readEvaporation(reading),
    gages: readGages(reading),
    subcatchments: readSubcatchments(reading, options.infiltration),
    lidControls: readLidControls(reading),
    lidUses: readTable(reading, LID_USES),
    nodes: deepen(readNodes(reading), links),
    links,
    transects,
    streets,
    inlets: readInlets(reading),
    inletUses: readTable(reading, INLET_USES),
    curves: readCurves(reading),
    series: readSeries(reading, options.start),
    patterns: readPatterns(reading),
    inflows: readInflows(reading),
    dryWeatherFlows: readDryWeather(reading),
    controls: readControls(reading),
    map: readMap(reading),
  };
  leaveOutSections(reading);
  return { ...model, unsupported: [...reading.unsupported].sort((a, b) => a.line - b.line) };
}

/** Lines of [TITLE] as they stand, without comments and blank ones. */
const titleOf = ({ lines, sections }: InpDocument): string[] =>
  sections
    .filter(({ name }) => name.startsWith('TITL'))
    .flatMap(({ rows }) => rows.map(({ line }) => lines[line - 1].trim()));

/** Sections of processes that the model does not hold. Titles, labels, pictures and report settings change no result. */
const PROCESSES: Partial<Record<SectionName, readonly [en: string, vi: string]>> = {
  FILES: ['interface files', 'tệp giao tiếp'],
  TEMPERATURE: ['temperature and climate files', 'nhiệt độ và tệp khí hậu'],
  AQUIFERS: ['groundwater', 'nước ngầm'],
  GROUNDWATER: ['groundwater', 'nước ngầm'],
  GWF: ['groundwater', 'nước ngầm'],
  SNOWPACKS: ['snow packs', 'lớp tuyết'],
  POLLUTANTS: ['water quality', 'chất lượng nước'],
  LANDUSES: ['water quality by land use', 'chất lượng nước theo sử dụng đất'],
  BUILDUP: ['build-up of pollutants', 'tích tụ chất ô nhiễm'],
  WASHOFF: ['wash-off of pollutants', 'rửa trôi chất ô nhiễm'],
  COVERAGES: ['water quality by land use', 'chất lượng nước theo sử dụng đất'],
  LOADINGS: ['build-up of pollutants', 'tích tụ chất ô nhiễm'],
  TREATMENT: ['treatment of pollutants', 'xử lý chất ô nhiễm'],
  RDII: ['rain-dependent inflow and infiltration', 'dòng vào và thấm theo mưa'],
  HYDROGRAPHS: ['rain-dependent inflow and infiltration', 'dòng vào và thấm theo mưa'],
  ADJUSTMENTS: ['monthly adjustments', 'hệ số điều chỉnh theo tháng'],
  EVENTS: ['routing of chosen events only', 'chỉ tính các trận mưa được chọn'],
};

function leaveOutSections(reading: Reading): void {
  for (const [section, words] of Object.entries(PROCESSES)) {
    const row = reading.rows(section as SectionName)[0];
    if (row) reading.leaveOut(row, words[0], words[1]);
  }
  for (const row of reading.unknown)
    reading.leaveOut(row, 'a section that SWMM does not know', 'mục mà SWMM không biết');
}
