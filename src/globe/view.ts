import {
  Cartesian2,
  Cartesian3,
  Math as CesiumMath,
  Matrix4,
  type Scene,
  SceneTransforms,
  Transforms,
} from '@cesium/engine';
import { type Aim, aimOf } from './aim.ts';
import type { CameraState, CameraView, Padding } from './types.ts';

const RADIANS = Math.PI / 180;
/** Up and down angle of the picture, degrees: long enough that blocks stay upright, wide enough for a horizon. */
const FIELD_OF_VIEW_DEG = 40;
const EARTH_M = 6371000;
export const NO_PADDING: Padding = { left: 0, right: 0, top: 0, bottom: 0 };

/** Puts Cesium's camera where a view says, and answers questions about it. */
export class View {
  private readonly scene: Scene;
  private width = 1;
  private height = 1;
  private padding: Padding = NO_PADDING;
  private aim: Aim = { headingRad: 0, pitchRad: 0.6 };
  private frame = Matrix4.clone(Matrix4.IDENTITY);
  view: CameraView = { lon: 0, lat: 0, distanceM: 1000, headingDeg: 0, pitchDeg: 45 };
  /** Height above the ellipsoid of the point looked at, m. */
  targetHeightM = 0;

  constructor(scene: Scene) {
    this.scene = scene;
  }

  resize(width: number, height: number): void {
    this.width = width;
    this.height = height;
    this.apply();
  }

  setPadding(padding: Padding): void {
    this.padding = padding;
    this.apply();
  }

  /** Tangent of half the field of view, up and down. */
  get tanY(): number {
    return Math.tan((FIELD_OF_VIEW_DEG / 2) * RADIANS) * (this.width < this.height * 0.7 ? 1.35 : 1);
  }

  private get tanX(): number {
    return (this.tanY * this.width) / this.height;
  }

  /** The point looked at follows the ground, gently, so that hills are circled and not entered. @returns whether it moved */
  follow(groundM: number | undefined): boolean {
    const gap = groundM === undefined ? 0 : groundM - this.targetHeightM;
    if (Math.abs(gap) < 0.3) return false;
    this.targetHeightM += Math.abs(gap) < 3 ? gap : gap * 0.3;
    return true;
  }

  /** Moves the camera to `view`. */
  apply(): void {
    const { camera } = this.scene;
    const { lon, lat, distanceM, headingDeg, pitchDeg } = this.view;
    const frustum = camera.frustum as { fov?: number; aspectRatio?: number; near: number; far: number };
    frustum.aspectRatio = this.width / this.height;
    frustum.fov = 2 * Math.atan(Math.max(this.tanX, this.tanY));
    frustum.near = Math.max(0.5, Math.min(20, distanceM * 0.02));
    frustum.far = 5e8;
    const x = (this.padding.left - this.padding.right) / this.width;
    const y = (this.padding.bottom - this.padding.top) / this.height;
    this.aim = aimOf(headingDeg, pitchDeg, x, y, this.tanX, this.tanY);

    const target = Cartesian3.fromDegrees(lon, lat, this.targetHeightM);
    this.frame = Transforms.eastNorthUpToFixedFrame(target);
    const [h, p] = [headingDeg * RADIANS, pitchDeg * RADIANS];
    const back = new Cartesian3(-Math.sin(h) * Math.cos(p), -Math.cos(h) * Math.cos(p), Math.sin(p));
    const position = Matrix4.multiplyByPoint(
      this.frame,
      Cartesian3.multiplyByScalar(back, distanceM, back),
      new Cartesian3(),
    );
    const a = this.aim;
    const direction = new Cartesian3(
      Math.sin(a.headingRad) * Math.cos(a.pitchRad),
      Math.cos(a.headingRad) * Math.cos(a.pitchRad),
      -Math.sin(a.pitchRad),
    );
    const up = new Cartesian3(
      Math.sin(a.headingRad) * Math.sin(a.pitchRad),
      Math.cos(a.headingRad) * Math.sin(a.pitchRad),
      Math.cos(a.pitchRad),
    );
    camera.setView({
      destination: position,
      orientation: {
        direction: Matrix4.multiplyByPointAsVector(this.frame, direction, new Cartesian3()),
        up: Matrix4.multiplyByPointAsVector(this.frame, up, new Cartesian3()),
      },
    });
  }

  state(): CameraState {
    return {
      ...this.view,
      headingDeg: (((this.aim.headingRad / RADIANS) % 360) + 360) % 360,
      metresPerPixel: this.metresPerPixel(),
    };
  }

  metresPerPixel(distanceM = this.view.distanceM): number {
    return (2 * distanceM * this.tanY) / this.height;
  }

  /** Where the horizon lies, as a share of the height from the top. */
  horizon(): number {
    const heightM = Math.max(1, this.scene.camera.positionCartographic.height);
    const dip = Math.acos(EARTH_M / (EARTH_M + heightM));
    return 0.5 - Math.tan(Math.min(1.5, this.aim.pitchRad - dip)) / this.tanY / 2;
  }

  /** Direction (east, north, up at the target) of the ray through a pixel. */
  rayAt(px: number, py: number): [number, number, number] {
    const X = ((px / this.width) * 2 - 1) * this.tanX;
    const Y = (1 - (py / this.height) * 2) * this.tanY;
    const { headingRad: h, pitchRad: p } = this.aim;
    const forward = Math.cos(p) + Y * Math.sin(p);
    const up = -Math.sin(p) + Y * Math.cos(p);
    return [Math.sin(h) * forward + Math.cos(h) * X, Math.cos(h) * forward - Math.sin(h) * X, up];
  }

  /** Eye from the target, east, north, up, m. */
  eye(): [number, number, number] {
    const { distanceM, headingDeg, pitchDeg } = this.view;
    const [h, p] = [headingDeg * RADIANS, pitchDeg * RADIANS];
    return [-Math.sin(h) * Math.cos(p) * distanceM, -Math.cos(h) * Math.cos(p) * distanceM, Math.sin(p) * distanceM];
  }

  /** East, north from the target of the point of the target's plane under a pixel; undefined at the horizon. */
  planeAt(px: number, py: number): [number, number] | undefined {
    const ray = this.rayAt(px, py);
    const eye = this.eye();
    if (ray[2] > -0.02 * Math.hypot(...ray)) return undefined;
    const s = eye[2] / -ray[2];
    return [eye[0] + ray[0] * s, eye[1] + ray[1] * s];
  }

  /** Longitude and latitude some metres from the target. */
  offset(east: number, north: number): { lon: number; lat: number } {
    const { lon, lat } = this.view;
    return { lon: lon + east / (111320 * Math.cos(lat * RADIANS)), lat: lat + north / 110574 };
  }

  /** CSS pixel of a place; undefined behind the camera. */
  project(lon: number, lat: number, heightM: number): { x: number; y: number; distanceM: number } | undefined {
    const world = Cartesian3.fromDegrees(lon, lat, heightM, undefined, scratch);
    const toEye = Cartesian3.subtract(world, this.scene.camera.positionWC, scratchEye);
    if (Cartesian3.dot(toEye, this.scene.camera.directionWC) <= 0) return undefined;
    const at = SceneTransforms.worldToWindowCoordinates(this.scene, world, scratchPixel);
    return at && { x: at.x, y: at.y, distanceM: Cartesian3.magnitude(toEye) };
  }

  /** Keeps a view within what the scene can show. */
  static clamp(view: CameraView): CameraView {
    return {
      lon: CesiumMath.clamp(view.lon, -180, 180),
      lat: CesiumMath.clamp(view.lat, -85, 85),
      distanceM: CesiumMath.clamp(view.distanceM, 25, 400000),
      headingDeg: ((view.headingDeg % 360) + 360) % 360,
      pitchDeg: CesiumMath.clamp(view.pitchDeg, 8, 89),
    };
  }
}

const scratch = new Cartesian3();
const scratchEye = new Cartesian3();
const scratchPixel = new Cartesian2();
