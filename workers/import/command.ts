import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { InputError } from '../../src/city/errors.ts';
import { type ImportReport, importCity, type NamedBytes } from './importCity.ts';

/** `twin import`: paths as given on the command line, already made absolute by the caller. */
export interface ImportArgs {
  readonly dem: string;
  readonly crs?: string;
  readonly name?: string;
  readonly land?: string;
  readonly buildings?: string;
  readonly roads?: string;
  readonly drainage?: string;
  /** `drainage,…` */
  readonly synthesise?: string;
  readonly out: string;
}

export interface CommandIo {
  /** One line for the person; progress and report. */
  readonly say: (line: string) => void;
}

/** Builds a City folder from files on disk (Node only). Nothing is written unless everything could be read. */
export async function runImport(args: ImportArgs, io: CommandIo): Promise<ImportReport> {
  const optional = async (path: string | undefined, option: string): Promise<NamedBytes | undefined> =>
    path === undefined ? undefined : readNamed(path, option);
  const demPrj = await prjBeside(args.dem);
  const [land, buildings, roads, drainage] = [
    await optional(args.land, '--land'),
    await optional(args.buildings, '--buildings'),
    await optional(args.roads, '--roads'),
    await optional(args.drainage, '--drainage'),
  ];
  const { files, report } = await importCity({
    dem: await readNamed(args.dem, '--dem'),
    ...(demPrj && { demPrj }),
    ...(args.crs !== undefined && { crs: args.crs }),
    ...(args.name !== undefined && { name: args.name }),
    ...(land && { land }),
    ...(buildings && { buildings }),
    ...(roads && { roads }),
    ...(drainage && { drainage }),
    ...(args.synthesise !== undefined && { synthesise: args.synthesise.split(',').filter((word) => word !== '') }),
  });
  for (const [path, bytes] of files) {
    const target = join(args.out, path);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, bytes);
  }
  for (const line of describeImport(report)) io.say(line);
  return report;
}

/** The report as lines for a terminal. */
export function describeImport(report: ImportReport): string[] {
  const { survey } = report;
  return [
    `terrain: ${report.cols} x ${report.rows} cells of ${Number(report.cellSizeM.toFixed(3))} m, ${report.crs}, ${survey.minM.toFixed(1)} to ${survey.maxM.toFixed(1)} m, ${survey.voidCells} cells without data`,
    ...report.layers.map(({ id, features }) => `${id}: ${features} features`),
    ...report.notes.map((note) => `note: ${note}`),
  ];
}

async function readNamed(path: string, option: string): Promise<NamedBytes> {
  try {
    return { name: basename(path), bytes: await readFile(path) };
  } catch (cause) {
    const reason = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
    throw new InputError(
      'import.no-file',
      `${option} ${path}: expected a file, but it cannot be read (${reason}).`,
      `${option} ${path}: không đọc được tệp (${reason}).`,
    );
  }
}

/** The `.prj` of the same name, whatever the case of its ending. */
async function prjBeside(dem: string): Promise<NamedBytes | undefined> {
  const stem = basename(dem)
    .replace(/\.[^.]+$/, '')
    .toLowerCase();
  const names = await readdir(dirname(dem)).catch(() => []);
  const name = names.find((candidate) => candidate.toLowerCase() === `${stem}.prj`);
  return name === undefined ? undefined : readNamed(join(dirname(dem), name), '--dem');
}
