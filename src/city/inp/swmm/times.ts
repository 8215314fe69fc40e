import type { RowReader } from '../row.ts';
import { type Field, number } from './fields.ts';

const DAY_S = 86400;
const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];

/** Days since 1970-01-01 of a date as SWMM writes it (`6/30/2020`, `6-30-2020`, `JUN-30-2020`); undefined: no date. */
export function parseDate(word: string): number | undefined {
  const parts = /^(\d{1,2}|[A-Za-z]{3})[-/](\d{1,2})[-/](\d{4})$/.exec(word);
  if (!parts) return undefined;
  const month = /^\d/.test(parts[1]) ? Number(parts[1]) : MONTHS.indexOf(parts[1].toUpperCase()) + 1;
  const day = Number(parts[2]);
  const days = Date.UTC(Number(parts[3]), month - 1, day) / (DAY_S * 1000);
  const back = new Date(days * DAY_S * 1000);
  return back.getUTCMonth() === month - 1 && back.getUTCDate() === day ? days : undefined;
}

export function printDate(days: number): string {
  const date = new Date(days * DAY_S * 1000);
  return `${two(date.getUTCMonth() + 1)}/${two(date.getUTCDate())}/${date.getUTCFullYear()}`;
}

/** Seconds of `h`, `h:mm` or `h:mm:ss`, hours with a decimal point or beyond a day too; undefined: no time. */
export function parseTime(word: string): number | undefined {
  if (word !== '' && Number.isFinite(Number(word))) return Number(word) * 3600;
  const parts = /^(\d+):(\d{1,2})(?::(\d{1,2}(?:\.\d*)?))?$/.exec(word);
  return parts ? Number(parts[1]) * 3600 + Number(parts[2]) * 60 + Number(parts[3] ?? 0) : undefined;
}

/** `h:mm:ss` where the seconds are whole, decimal hours that read back as the same elsewhere. */
export function printTime(seconds: number): string {
  if (!Number.isInteger(seconds) || seconds < 0) return String(seconds / 3600);
  return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}

const two = (value: number): string => String(value).padStart(2, '0');

/** Seconds since 1970-01-01 as a clock shows them, without a time zone, and back. */
export const toClock = (seconds: number): string => new Date(seconds * 1000).toISOString().slice(0, 19);
export const fromClock = (clock: string): number => Date.parse(`${clock}Z`) / 1000;
export const secondsOf = (days: number): number => days * DAY_S;

/** @throws InputError where the column holds no date, mm/dd/yyyy */
export function dateIn(row: RowReader, at: number): number {
  const days = parseDate(row.text(at));
  if (days === undefined) throw row.wrong('a date, mm/dd/yyyy', `"${row.text(at)}"`);
  return days;
}

/** @throws InputError where the column holds no time of the form h:mm:ss or decimal hours */
export function timeIn(row: RowReader, at: number): number {
  const seconds = parseTime(row.text(at));
  if (seconds === undefined) throw row.wrong('a time, h:mm:ss or hours', `"${row.text(at)}"`);
  return seconds;
}

/** A duration in s, written as h:mm:ss or hours. */
export const duration: Field<number> = {
  read: (cursor) => timeIn(cursor.row, cursor.at++),
  write: (value) => [printTime(value)],
};
/** A duration in s, written as seconds or h:mm:ss. */
export const seconds = (what: string): Field<number> => ({
  read: (cursor) => (cursor.row.text(cursor.at).includes(':') ? duration : number(what)).read(cursor),
  write: (value) => [String(value)],
});
