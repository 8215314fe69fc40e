import {
  ArcType,
  Cartesian3,
  Color,
  GeometryInstance,
  Material,
  PolylineGeometry,
  PolylineMaterialAppearance,
  Primitive,
  type Scene,
} from '@cesium/engine';
import type { DrainLines } from '../../workers/city/types.ts';
import type { SceneTheme } from '../../workers/scene/types.ts';
import { TRACE_COLOURS } from '../tokens/trace.ts';
import type { TraceDrawing } from './types.ts';

const WIDTH_PX = { up: 6, down: 6, path: 9, slow: 3.5, shut: 6 } as const;

/** Lines of a trace over the ground: one primitive a colour, made in Cesium's workers and drawn in one batch. */
export class TraceLines {
  private readonly scene: Scene;
  private readonly wake: () => void;
  private drawn: Primitive[] = [];
  private leaving: Primitive[] = [];
  private lines: TraceDrawing['lines'] = [];
  private theme: SceneTheme;

  constructor(scene: Scene, theme: SceneTheme, wake: () => void) {
    this.scene = scene;
    this.theme = theme;
    this.wake = wake;
    scene.postRender.addEventListener(() => this.settle());
  }

  /** Lines are still being made. */
  get busy(): boolean {
    return this.drawn.some(({ ready }) => !ready);
  }

  set(lines: TraceDrawing['lines']): void {
    this.lines = lines;
    this.draw();
  }

  setTheme(theme: SceneTheme): void {
    this.theme = theme;
    this.draw();
  }

  private draw(): void {
    // What is drawn stays until the new lines are made: nothing flickers while streets shut and open.
    for (const primitive of this.leaving) this.scene.primitives.remove(primitive);
    this.leaving = this.drawn;
    this.drawn = this.lines
      .filter(({ lines }) => lines.starts.length > 0)
      .map(({ kind, lines }) => this.scene.primitives.add(primitiveOf(lines, kind, this.theme)) as Primitive);
    this.settle();
    this.wake();
  }

  private settle(): void {
    if (this.leaving.length === 0 || this.busy) return;
    for (const primitive of this.leaving) this.scene.primitives.remove(primitive);
    this.leaving = [];
    this.wake();
  }
}

function primitiveOf(lines: DrainLines, kind: keyof typeof WIDTH_PX, theme: SceneTheme): Primitive {
  const colours = TRACE_COLOURS[theme];
  // Dashes say slow without a colour.
  const dashed = kind === 'slow';
  const material = Material.fromType(dashed ? 'PolylineDash' : 'PolylineOutline', {
    color: Color.fromCssColorString(colours[kind]),
    ...(dashed
      ? { gapColor: Color.fromCssColorString(colours.halo).withAlpha(0.55), dashLength: 12 }
      : { outlineColor: Color.fromCssColorString(colours.halo), outlineWidth: 2 }),
  });
  return new Primitive({
    geometryInstances: positionsOf(lines).map(
      (positions) =>
        new GeometryInstance({
          geometry: new PolylineGeometry({
            positions,
            width: WIDTH_PX[kind],
            arcType: ArcType.NONE,
            vertexFormat: PolylineMaterialAppearance.VERTEX_FORMAT,
          }),
        }),
    ),
    // Seen through ground, houses and water: coarse tiles and roofs would break the lines into dashes.
    appearance: new PolylineMaterialAppearance({
      material,
      renderState: { depthTest: { enabled: false }, depthMask: false },
    }),
    allowPicking: false,
  });
}

function positionsOf({ coords, starts }: DrainLines): Cartesian3[][] {
  return Array.from(starts, (start, i) =>
    Cartesian3.fromDegreesArrayHeights([...coords.subarray(start * 3, (starts[i + 1] ?? coords.length / 3) * 3)]),
  );
}
