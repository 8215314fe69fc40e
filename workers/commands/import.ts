import { parseArgs } from 'node:util';
import { InputError } from '../../src/city/errors.ts';
import { runImport } from '../import/command.ts';
import { fromCaller, required } from './arguments.ts';

/** `twin import`: a City folder from foreign files. */
export async function importCommand(args: readonly string[]): Promise<void> {
  const text = { type: 'string' } as const;
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      dem: text,
      crs: text,
      name: text,
      land: text,
      buildings: text,
      roads: text,
      drainage: text,
      synthesise: text,
      out: text,
    },
  });
  if (positionals.length > 0) {
    throw new InputError('cli.argument', `twin import: expected options only, found "${positionals[0]}".`);
  }
  const { crs, name, synthesise } = values;
  const file = (path: string | undefined): string | undefined => (path === undefined ? undefined : fromCaller(path));
  const [land, buildings, roads, drainage] = [values.land, values.buildings, values.roads, values.drainage].map(file);
  await runImport(
    {
      dem: fromCaller(required('dem', values.dem, 'import')),
      out: fromCaller(required('out', values.out, 'import')),
      ...(crs !== undefined && { crs }),
      ...(name !== undefined && { name }),
      ...(land !== undefined && { land }),
      ...(buildings !== undefined && { buildings }),
      ...(roads !== undefined && { roads }),
      ...(drainage !== undefined && { drainage }),
      ...(synthesise !== undefined && { synthesise }),
    },
    { say: (line) => process.stdout.write(`${line}\n`) },
  );
}
