import { InputError } from '../../../src/city/errors.ts';

/** Functions of SWMM's expressions (User's Manual 5.2, appendix C.3). */
const FUNCTIONS: Readonly<Record<string, (x: number) => number>> = {
  abs: Math.abs,
  sgn: Math.sign,
  step: (x) => (x > 0 ? 1 : 0),
  sqrt: Math.sqrt,
  log: Math.log,
  log10: Math.log10,
  exp: Math.exp,
  sin: Math.sin,
  cos: Math.cos,
  tan: Math.tan,
  cot: (x) => 1 / Math.tan(x),
  asin: Math.asin,
  acos: Math.acos,
  atan: Math.atan,
  acot: (x) => Math.PI / 2 - Math.atan(x),
  sinh: Math.sinh,
  cosh: Math.cosh,
  tanh: Math.tanh,
  coth: (x) => 1 / Math.tanh(x),
};

type Term = (values: Float64Array) => number;

/** A formula over named values as a function of them in their order. @throws InputError naming what is wrong */
export function formulaOf(name: string, text: string, names: readonly string[]): Term {
  const tokens = text.match(/\d+\.?\d*(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?|[A-Za-z_][\w.]*|[-+*/^()]|\S/g) ?? [];
  const places = new Map(names.map((one, i) => [one.toUpperCase(), i]));
  let at = 0;
  const wrong = (found: string | undefined): InputError =>
    new InputError(
      'network.formula',
      `Expression ${name}: number, variable or bracket expected, found ${found === undefined ? 'its end' : `"${found}"`} in "${text}".`,
    );
  const sum = (): Term => {
    let left = product();
    while (tokens[at] === '+' || tokens[at] === '-') {
      const [sign, before, after] = [tokens[at++], left, product()];
      left = sign === '+' ? (v) => before(v) + after(v) : (v) => before(v) - after(v);
    }
    return left;
  };
  const product = (): Term => {
    let left = signed();
    while (tokens[at] === '*' || tokens[at] === '/') {
      const [sign, before, after] = [tokens[at++], left, signed()];
      left = sign === '*' ? (v) => before(v) * after(v) : (v) => before(v) / after(v);
    }
    return left;
  };
  const signed = (): Term => {
    if (tokens[at] === '-') {
      at++;
      const inner = signed();
      return (v) => -inner(v);
    }
    if (tokens[at] === '+') at++;
    return raised();
  };
  const raised = (): Term => {
    const base = atom();
    if (tokens[at] !== '^') return base;
    at++;
    const exponent = signed();
    return (v) => base(v) ** exponent(v);
  };
  const atom = (): Term => {
    const token = tokens[at++];
    if (token === undefined) throw wrong(token);
    if (token === '(') {
      const inner = sum();
      if (tokens[at++] !== ')') throw wrong(tokens[at - 1]);
      return inner;
    }
    const call = FUNCTIONS[token.toLowerCase()];
    if (call && tokens[at] === '(') {
      const inner = atom();
      return (v) => call(inner(v));
    }
    const number = Number(token);
    if (Number.isFinite(number)) return () => number;
    const place = places.get(token.toUpperCase());
    if (place === undefined) throw wrong(token);
    return (v) => v[place];
  };
  const whole = sum();
  if (at < tokens.length) throw wrong(tokens[at]);
  return whole;
}
