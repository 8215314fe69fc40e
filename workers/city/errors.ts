import { InputError } from '../../src/city/errors.ts';

/** An error as data: the thread boundary keeps only name and message of an Error. */
interface PackedError {
  readonly inputError: true;
  readonly code: string;
  readonly message: string;
  readonly vi: string;
  readonly advice?: { readonly vi: string; readonly en: string };
}

const MARK = 'twin-input-error:';

/** An InputError as an Error whose message carries all its parts; other errors as they are. */
export function packError(error: unknown): unknown {
  if (!(error instanceof InputError)) return error;
  const { code, message, vi, advice } = error;
  const packed: PackedError = { inputError: true, code, message, vi, ...(advice ? { advice } : {}) };
  return new Error(MARK + JSON.stringify(packed));
}

/** The InputError that was packed on the other side, or the error as it came. */
export function unpackError(error: unknown): unknown {
  if (!(error instanceof Error) || !error.message.startsWith(MARK)) return error;
  const { code, message, vi, advice } = JSON.parse(error.message.slice(MARK.length)) as PackedError;
  return new InputError(code, message, vi, advice);
}
