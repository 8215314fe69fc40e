import type { SceneLabel, SceneTheme } from '../../workers/scene/types.ts';
import { drawSketch, type SketchShape } from '../tokens/sketch.ts';
import type { Pin } from './types.ts';
import type { View } from './view.ts';

const FAMILY = '"Be Vietnam Pro", system-ui, sans-serif';
const FONT: Readonly<Record<SceneLabel['kind'], string>> = {
  ward: `600 11px ${FAMILY}`,
  water: `italic 500 13px ${FAMILY}`,
  street: `600 12px ${FAMILY}`,
  bridge: `600 12px ${FAMILY}`,
  place: `600 12px ${FAMILY}`,
};
const COLOURS = {
  dark: {
    text: '#ffffff',
    halo: 'rgba(10,14,16,0.82)',
    box: '#15191c',
    boxText: '#eceae4',
    line: 'rgba(236,234,228,0.22)',
  },
  light: {
    text: '#15191b',
    halo: 'rgba(255,254,250,0.9)',
    box: '#fbfaf6',
    boxText: '#15191b',
    line: 'rgba(21,25,27,0.28)',
  },
} as const;
/** Ground per pixel up to which a rank is named, m. */
const SEEN_M_PER_PX = [30, 9, 7, 2.6, 1.3, 0.6];

/** Height of a pin's stem, px. */
const STEM_PX = 34;

type Box = readonly [x0: number, y0: number, x1: number, y1: number];

const overlap = (a: Box, b: Box): boolean => a[0] < b[2] && a[2] > b[0] && a[1] < b[3] && a[3] > b[1];

/** Names and pins over the scene: one canvas, drawn only when the camera moves or they change. */
export class Overlay {
  readonly canvas = document.createElement('canvas');
  private readonly context = this.canvas.getContext('2d');
  private readonly widths = new Map<string, number>();
  private labels: readonly SceneLabel[] = [];
  private pins: readonly (Pin & { heightM: number })[] = [];
  private sketch: { shapes: readonly SketchShape[]; project: Parameters<typeof drawSketch>[3] } | undefined;
  private ratio = 1;
  private width = 1;
  private height = 1;
  theme: SceneTheme = 'dark';
  private readonly hidden = new Set<SceneLabel['kind']>();

  constructor() {
    Object.assign(this.canvas.style, {
      position: 'absolute',
      inset: '0',
      width: '100%',
      height: '100%',
      pointerEvents: 'none',
    });
  }

  resize(width: number, height: number, ratio: number): void {
    this.width = width;
    this.height = height;
    this.ratio = ratio;
    this.canvas.width = Math.round(width * ratio);
    this.canvas.height = Math.round(height * ratio);
  }

  setLabels(labels: readonly SceneLabel[]): void {
    this.labels = labels;
    this.widths.clear();
  }

  /** Hides the names of a kind, with the layer that they belong to. */
  setHidden(kind: SceneLabel['kind'], hidden: boolean): void {
    if (hidden) this.hidden.add(kind);
    else this.hidden.delete(kind);
  }

  setPins(pins: readonly (Pin & { heightM: number })[]): void {
    this.pins = pins;
  }

  /** @param project where a place on the ground is on the screen */
  setSketch(shapes: readonly SketchShape[], project: Parameters<typeof drawSketch>[3]): void {
    this.sketch = { shapes, project };
  }

  /** Fetches the typeface for the letters that are needed: a canvas does not ask for it by itself. */
  async loadType(): Promise<void> {
    const letters = [
      ...new Set(
        this.labels
          .map((l) => l.text + l.text.toLocaleUpperCase('vi'))
          .concat(',0123456789 m')
          .join(''),
      ),
    ].join('');
    await Promise.all(['600 12px', '500 13px'].map((f) => document.fonts?.load(`${f} ${FAMILY}`, letters))).catch(
      () => undefined,
    );
    this.widths.clear();
  }

  draw(view: View): void {
    const pen = this.context;
    if (!pen) return;
    pen.setTransform(this.ratio, 0, 0, this.ratio, 0, 0);
    pen.clearRect(0, 0, this.width, this.height);
    if (this.sketch) drawSketch(pen, this.sketch.shapes, this.theme, this.sketch.project);
    const taken: Box[] = [];
    const pins = this.pins.flatMap((pin) => {
      const at = view.project(pin.lon, pin.lat, pin.heightM);
      if (!at || at.x < -80 || at.y < -20 || at.x > this.width + 80 || at.y > this.height + 60) return [];
      const box = this.pinBox(pen, pin, at.x, at.y);
      if (pin.optional && taken.some((b) => overlap(b, box))) return [];
      taken.push(box);
      return [{ pin, at, box }];
    });
    for (const label of this.labels) this.drawLabel(pen, view, label, taken);
    for (const { pin, at, box } of pins) this.drawPin(pen, pin, at.x, at.y, box);
  }

  private drawLabel(pen: CanvasRenderingContext2D, view: View, label: SceneLabel, taken: Box[]): void {
    if (this.hidden.has(label.kind)) return;
    const { lon, lat, heightM } = label.at;
    const at = view.project(lon, lat, heightM);
    if (!at || at.x < 0 || at.y < 0 || at.x > this.width || at.y > this.height) return;
    const seen = SEEN_M_PER_PX[Math.min(label.rank, SEEN_M_PER_PX.length - 1)];
    if (view.metresPerPixel(at.distanceM) > seen) return;
    const text = label.kind === 'ward' ? label.text.toLocaleUpperCase('vi') : label.text;
    pen.font = FONT[label.kind];
    pen.letterSpacing = label.kind === 'ward' ? '1.2px' : label.kind === 'water' ? '0.5px' : '0px';
    const wide = this.measure(pen, text);
    const box: Box = [at.x - wide / 2 - 6, at.y - 10, at.x + wide / 2 + 6, at.y + 10];
    if (taken.some((b) => overlap(b, box))) return;
    taken.push(box);
    const colours = COLOURS[this.theme];
    pen.textAlign = 'center';
    pen.textBaseline = 'middle';
    pen.lineJoin = 'round';
    pen.lineWidth = 3.6;
    pen.strokeStyle = colours.halo;
    pen.fillStyle = colours.text;
    pen.strokeText(text, at.x, at.y);
    pen.fillText(text, at.x, at.y);
    pen.letterSpacing = '0px';
  }

  private measure(pen: CanvasRenderingContext2D, text: string): number {
    const key = pen.font + text;
    let wide = this.widths.get(key);
    if (wide === undefined) {
      wide = pen.measureText(text).width;
      this.widths.set(key, wide);
    }
    return wide;
  }

  private pinBox(pen: CanvasRenderingContext2D, pin: Pin, x: number, y: number): Box {
    pen.font = `600 13px ${FAMILY}`;
    const wide = this.measure(pen, pin.text) + 20 + (pin.colour ? 18 : 0);
    const top = y - STEM_PX - 28;
    return [x - wide / 2, top, x + wide / 2, top + 28];
  }

  private drawPin(pen: CanvasRenderingContext2D, pin: Pin, x: number, y: number, box: Box): void {
    const colours = COLOURS[this.theme];
    pen.strokeStyle = colours.text;
    pen.lineWidth = 2;
    pen.beginPath();
    pen.moveTo(x, box[3]);
    pen.lineTo(x, y);
    pen.stroke();
    pen.beginPath();
    pen.arc(x, y, 6, 0, 7);
    pen.fillStyle = colours.text;
    pen.fill();
    pen.lineWidth = 3;
    pen.strokeStyle = colours.box;
    pen.stroke();
    pen.beginPath();
    pen.roundRect(box[0], box[1], box[2] - box[0], box[3] - box[1], 6);
    pen.fillStyle = colours.box;
    pen.fill();
    pen.lineWidth = 1;
    pen.strokeStyle = colours.line;
    pen.stroke();
    let left = box[0] + 10;
    const middle = (box[1] + box[3]) / 2;
    if (pin.colour) {
      pen.fillStyle = pin.colour;
      pen.beginPath();
      pen.roundRect(left, middle - 6, 12, 12, 3);
      pen.fill();
      left += 18;
    }
    pen.font = `600 13px ${FAMILY}`;
    pen.textAlign = 'left';
    pen.textBaseline = 'middle';
    pen.fillStyle = colours.boxText;
    pen.fillText(pin.text, left, middle + 0.5);
  }
}
