import { InputError } from '../src/city/errors.ts';
import { assessCommand } from './commands/assess.ts';
import { drainCommand } from './commands/drain.ts';
import { importCommand } from './commands/import.ts';
import { simulateCommand } from './commands/simulate.ts';

const HELP = `twin: a city's water from a terminal

  twin simulate CITY --scenario FILE|ID --out DIR [--threads N] [--solver auto|inertial|full] [--cell M]
      [--steps local|global] [--order 1|2] [--build ts|simd|simd-fma]
      computes a scenario; writes summary.json, gauges.csv, maps (*.tif) and frames.twin into DIR
  twin drain MODEL.inp --out DIR [--dt S]
      computes the pipe network of a SWMM model alone; writes nodes.csv, links.csv and summary.json into DIR
  twin assess CITY --run DIR --out DIR [--compare DIR] [--assume FILE] [--series] [--czml] [--years 2=DIR,10=DIR [--years-before 2=DIR,10=DIR --cost VND]]
      what a finished run means: wards, buildings, people, roads, facilities as CSV and GeoJSON, hazard classes as a
      map; --compare: what it changes against another run on the same grid; --years: damage of a year from runs of
      several return periods, and against those without the measures what these cost and save
  twin import --dem FILE [--crs CODE] [--name NAME] [--land FILE] [--buildings FILE] [--roads FILE]
              [--drainage FILE] [--synthesise drainage,…] --out CITY
      builds a city folder from foreign files

CITY is a folder with city.json or a *.twin.zip. Exit code 0 on success, 2 on bad input.
`;

const NOT_YET = ['supply'];

/** Runs one command. Returns the exit code; sentences for people go to stderr, reports to stdout. */
export async function main(args: readonly string[]): Promise<number> {
  const [command, ...rest] = args;
  try {
    if (command === undefined || command === 'help' || rest.includes('--help') || command === '--help') {
      process.stdout.write(HELP);
      return command === undefined ? 2 : 0;
    }
    if (command === 'simulate') await simulateCommand(rest);
    else if (command === 'drain') await drainCommand(rest);
    else if (command === 'assess') await assessCommand(rest);
    else if (command === 'import') await importCommand(rest);
    else if (NOT_YET.includes(command)) throw wrongArgument(`Command "${command}" is not available yet.`);
    else
      throw wrongArgument(
        `Unknown command "${command}": expected simulate, drain, assess or import (see twin --help).`,
      );
    return 0;
  } catch (error) {
    if (error instanceof InputError || isParseArgsError(error)) {
      process.stderr.write(`${oneSentence(error.message)}\n`);
      return 2;
    }
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    return 1;
  }
}

const wrongArgument = (message: string): InputError => new InputError('cli.argument', message);

/** `parseArgs` explains itself well enough. */
function isParseArgsError(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
}

const oneSentence = (message: string): string => message.replace(/\s*\n\s*/g, ' ').trim();
