import { main } from '../workers/cli.ts';

process.exitCode = await main(process.argv.slice(2));
