import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Position } from '../../src/city/types.ts';
import { roundedLonLat } from './frame.ts';
import { areaOf } from './lines.ts';
import type { Rings } from './water.ts';

/** Properties as they go to the file: undefined ones are left out, all carry `synthetic`. */
export type Properties = Readonly<Record<string, string | number | boolean | undefined>>;

/** Writes a GeoJSON layer, a feature a line; longitude/latitude to 1e-6 degrees. */
export class LayerFile {
  private readonly parts: string[] = [];

  get count(): number {
    return this.parts.length;
  }

  point(at: Position, properties: Properties): void {
    this.add('Point', pair(at), properties);
  }

  line(path: readonly Position[], properties: Properties): void {
    this.add('LineString', `[${path.map(pair).join(',')}]`, properties);
  }

  polygon(rings: Rings, properties: Properties): void {
    this.add('Polygon', `[${rings.map((ring, i) => closed(ring, i > 0)).join(',')}]`, properties);
  }

  /** One polygon or several as one feature. */
  area(polygons: readonly Rings[], properties: Properties): void {
    if (polygons.length === 1) this.polygon(polygons[0], properties);
    else {
      const parts = polygons.map((rings) => `[${rings.map((ring, i) => closed(ring, i > 0)).join(',')}]`);
      this.add('MultiPolygon', `[${parts.join(',')}]`, properties);
    }
  }

  private add(type: string, coordinates: string, properties: Properties): void {
    this.parts.push(
      `{"type":"Feature","properties":${JSON.stringify(properties)},"geometry":{"type":"${type}","coordinates":${coordinates}}}`,
    );
  }

  save(folder: string, name: string): number {
    const text = `{"type":"FeatureCollection","features":[\n${this.parts.join(',\n')}\n]}\n`;
    writeFileSync(join(folder, name), text);
    return text.length;
  }
}

const pair = (at: Position): string => {
  const [lon, lat] = roundedLonLat(at);
  return `[${lon},${lat}]`;
};

/** Outer rings counter-clockwise, holes clockwise (RFC 7946). */
function closed(ring: readonly Position[], hole: boolean): string {
  const points = areaOf(ring) > 0 !== hole ? ring : [...ring].reverse();
  return `[${points.map(pair).join(',')},${pair(points[0])}]`;
}

export const round1 = (v: number): number => Math.round(v * 10) / 10;
export const round2 = (v: number): number => Math.round(v * 100) / 100;
export const code = (prefix: string, n: number, digits = 5): string => `${prefix}-${String(n).padStart(digits, '0')}`;
