import { type Scale, unitsOf } from './context.ts';
import { writeControls } from './controls.ts';
import { GAGES, SUBAREAS, SUBCATCHMENTS, writeEvaporation } from './hydrology.ts';
import { writeInfiltration } from './infiltration.ts';
import { DRY_WEATHER, INFLOWS } from './inflows.ts';
import { INLET_USES, writeInlets } from './inlets.ts';
import { LID_USES, writeLidControls } from './lid.ts';
import { CONDUITS, hasLosses, LOSSES, lossesOf, ORIFICES, OUTLETS, PUMPS, WEIRS } from './links.ts';
import { writeExtent, writePlaces, writePoints, writeTags } from './map.ts';
import { DIVIDERS, JUNCTIONS, OUTFALLS, STORAGES } from './nodes.ts';
import { writeOptions } from './options.ts';
import type { SectionName } from './sectionNames.ts';
import { STREETS, XSECTIONS } from './shapes.ts';
import { printRow, type Table } from './table.ts';
import { writeCurves, writePatterns, writeSeries } from './tables.ts';
import { writeTransects } from './transects.ts';
import type { SwmmLink, SwmmModel, SwmmNode } from './types.ts';

/**
 * A model as the text of a new SWMM 5.2 file, in the units of `options.flowUnits`, offsets as depths. Reading it gives the
 * same model, to the last bit; what `unsupported` lists is not written.
 * @throws InputError for names that INP files cannot spell and numbers that are none
 */
export function writeModel(model: SwmmModel): string {
  const { options } = model;
  const scale: Scale = {
    units: unitsOf(options.flowUnits),
    offsetsAreLevels: false,
    darcyWeisbach: options.forceMainEquation === 'D-W',
    invertM: () => undefined,
  };
  const lines: string[] = [];
  const section = (name: SectionName, rows: readonly string[], heading?: string): void => {
    if (rows.length === 0) return;
    lines.push(`[${name}]`, ...(heading ? [`;;${heading}`] : []), ...rows, '');
  };
  const table = <T>(form: Table<T>, values: readonly T[]): void =>
    section(
      form.section,
      values.map((value) => printRow(form, value, scale)),
      form.heading,
    );
  const { nodes, links, map } = model;

  section('TITLE', model.title);
  section('OPTIONS', writeOptions(options, scale));
  section('EVAPORATION', writeEvaporation(model.evaporation, scale));
  table(GAGES, model.gages);
  table(SUBCATCHMENTS, model.subcatchments);
  table(SUBAREAS, model.subcatchments);
  section('INFILTRATION', writeInfiltration(model.subcatchments, options.infiltration, scale));
  section('LID_CONTROLS', writeLidControls(model.lidControls, scale));
  table(LID_USES, model.lidUses);
  table(JUNCTIONS, ofKind(nodes, 'junction'));
  table(OUTFALLS, ofKind(nodes, 'outfall'));
  table(STORAGES, ofKind(nodes, 'storage'));
  table(DIVIDERS, ofKind(nodes, 'divider'));
  table(CONDUITS, ofKind(links, 'conduit'));
  table(PUMPS, ofKind(links, 'pump'));
  table(ORIFICES, ofKind(links, 'orifice'));
  table(WEIRS, ofKind(links, 'weir'));
  table(OUTLETS, ofKind(links, 'outlet'));
  table(
    XSECTIONS,
    links.flatMap((link) => ('section' in link ? [{ link: link.id, section: link.section }] : [])),
  );
  section('TRANSECTS', writeTransects(model.transects, scale));
  table(STREETS, model.streets);
  section('INLETS', writeInlets(model.inlets, scale));
  table(INLET_USES, model.inletUses);
  table(LOSSES, ofKind(links, 'conduit').filter(hasLosses).map(lossesOf));
  section('CONTROLS', writeControls(model.controls, scale));
  table(INFLOWS, model.inflows);
  table(DRY_WEATHER, model.dryWeatherFlows);
  section('PATTERNS', writePatterns(model.patterns));
  section('CURVES', writeCurves(model.curves, scale));
  section('TIMESERIES', writeSeries(model.series));
  section('TAGS', writeTags(map.tags));
  section('REPORT', ['INPUT NO', 'CONTROLS NO', 'SUBCATCHMENTS ALL', 'NODES ALL', 'LINKS ALL']);
  section('MAP', writeExtent(map));
  section('COORDINATES', writePlaces(map.nodes), 'Node X Y');
  section('VERTICES', writePoints(map.links), 'Link X Y');
  section('POLYGONS', writePoints(map.subcatchments), 'Subcatchment X Y');
  return lines.join('\n');
}

type OfKind<T, K> = Extract<T, { readonly kind: K }>;
function ofKind<T extends SwmmNode | SwmmLink, K extends T['kind']>(things: readonly T[], kind: K): OfKind<T, K>[] {
  return things.filter((thing): thing is OfKind<T, K> => thing.kind === kind);
}
