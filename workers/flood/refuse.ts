import { InputError } from '../../src/city/errors.ts';

/** @throws InputError `domain.<code>` with one sentence for people */
export function refuse(code: string, message: string): never {
  throw new InputError(`domain.${code}`, message);
}
