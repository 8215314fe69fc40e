import {
  Cartesian2,
  Cartesian3,
  CustomShader,
  CustomShaderMode,
  CustomShaderTranslucencyMode,
  LightingModel,
  PixelDatatype,
  PixelFormat,
  TextureMagnificationFilter,
  TextureMinificationFilter,
  TextureUniform,
  UniformType,
  VaryingType,
} from '@cesium/engine';
import { VISIBLE_DEPTH_M, type WaterBlock } from '../../workers/scene/water.ts';
import { decodeShore, encodeShore, PAINT_EDGE, paintSize } from '../../workers/scene/waterPaint.ts';
import { classOfValue, KINDS, RAMPS, type ResultMode } from '../tokens/ramps.ts';
import { hexRgb, type Look } from './look.ts';
import { HAZE_GLSL } from './solids.ts';

/**
 * Lifts each corner by the thickness in its texture (the translation of workers/scene/water.ts: the mix of two frames
 * keeps each cell's mean), then moves the vertex towards the eye along its own ray, by about a pixel's worth of ground:
 * the picture stays the same and coarse terrain tiles do not poke through.
 */
const VERTEX = `
void vertexMain(VertexInput vsInput, inout czm_modelVertexOutput vsOutput) {
  vec4 cell = vsInput.attributes.cell;
  ivec2 at = ivec2(cell.xy + 0.5);
  vec4 thickness = mix(texelFetch(u_a, at, 0), texelFetch(u_b, at, 0), u_mix);
  int corner = int(cell.z + 0.5);
  float t = corner == 0 ? thickness.x : corner == 1 ? thickness.y : corner == 2 ? thickness.z : thickness.w;
  vec3 position = vsOutput.positionMC;
  position.y += t;
  vec3 eye = (czm_inverseModelView * vec4(0.0, 0.0, 0.0, 1.0)).xyz;
  vec3 toEye = eye - position;
  float d = length(toEye);
  position += toEye / d * min(0.4 * d, 0.25 + u_lift * d);
  vsOutput.positionMC = position;
  vec2 corners = vec2(corner == 1 || corner == 2 ? 1.0 : 0.0, corner >= 2 ? 1.0 : 0.0);
  v_at = (floor(cell.xy + 0.5) + corners + ${PAINT_EDGE.toFixed(1)}) / u_size;
  v_view = toEye.y / d;
}
`;

const FRAGMENT = `
${HAZE_GLSL}
void fragmentMain(FragmentInput fsInput, inout czm_modelMaterial material) {
  if ((gl_FragCoord.x / czm_viewport.z - u_split) * u_keep < 0.0) discard;
  vec2 s = mix(texture(u_paintA, v_at).rg, texture(u_paintB, v_at).rg, u_mix);
  float soft = max(fwidth(s.r) * 0.7, 0.004);
  float shore = smoothstep(${encodeShore(VISIBLE_DEPTH_M).toFixed(5)} - soft, ${encodeShore(VISIBLE_DEPTH_M).toFixed(5)} + soft, s.r);
  if (shore < 0.02) discard;
  vec4 ramp = texture(u_ramp, vec2((u_byDepth > 0.5 ? max(s.r, ${encodeShore(VISIBLE_DEPTH_M + 0.001).toFixed(5)}) : s.g) * 0.99609 + 0.00195, 0.5));
  // Newly wet carries dots, newly dry stripes: colour alone does not say it.
  if (u_isChange > 0.5) {
    vec2 at = v_at * u_size;
    float kind = floor(s.g * 5.0);
    float dots = 1.0 - smoothstep(0.16, 0.24, length(fract(at) - 0.5));
    float stripes = smoothstep(0.44, 0.56, abs(fract((at.x + at.y) * 0.7) - 0.5) * 2.0);
    if (kind < 0.5) ramp.rgb = mix(ramp.rgb, vec3(1.0), 0.75 * dots);
    else if (kind > 3.5) ramp.rgb *= 1.0 - 0.3 * stripes;
  }
  // A sheet of water mirrors the sky where one looks along it.
  float grazing = pow(1.0 - clamp(v_view, 0.0, 1.0), 4.0);
  vec3 colour = mix(ramp.rgb, u_sky, grazing * 0.22);
  colour *= u_light;
  colour = mix(colour, u_haze, hazeAt(length(fsInput.attributes.positionEC), u_hazeBy));
  material.diffuse = czm_srgbToLinear(colour);
  material.alpha = ramp.a * shore * u_opacity;
}
`;

export type Slot = 'a' | 'b';

/** Where the water is drawn: `keep` 1 right of the line at this share of the picture's width, -1 left of it. */
export interface Side {
  readonly split: number;
  readonly keep: 1 | -1;
}

/** Texture of corner thicknesses of a block. */
export function cornerTexture(block: WaterBlock, values: Float32Array): TextureUniform {
  return new TextureUniform({
    // The declared type names bytes only; float arrays are what PixelDatatype.FLOAT means.
    typedArray: values as unknown as Uint8Array,
    width: block.spanCols,
    height: block.spanRows,
    repeat: false,
    pixelFormat: PixelFormat.RGBA,
    pixelDatatype: PixelDatatype.FLOAT,
    minificationFilter: TextureMinificationFilter.NEAREST,
    magnificationFilter: TextureMagnificationFilter.NEAREST,
  });
}

/** Texture of shore and value of a block, smooth between cells. */
export function paintTexture(block: WaterBlock, bytes: Uint8Array): TextureUniform {
  return new TextureUniform({
    typedArray: bytes,
    ...paintSize(block),
    repeat: false,
    pixelFormat: PixelFormat.RGBA,
    pixelDatatype: PixelDatatype.UNSIGNED_BYTE,
    minificationFilter: TextureMinificationFilter.LINEAR,
    magnificationFilter: TextureMagnificationFilter.LINEAR,
  });
}

/** Highest value that the green channel of a mode can hold, in the ramp's unit. */
export const VALUE_MOST: Readonly<Record<ResultMode, number>> = {
  depth: 1,
  depthMax: 1,
  speed: 4,
  arrival: 240,
  duration: 8,
  hazard: 4,
  hazardClass: 7,
  change: 5,
};

/** 256 colours from code to class, softly joined inside a class as on the legend's edge; others fade when one is isolated. */
export function rampTexture(mode: ResultMode, look: Look, isolated: number | undefined): TextureUniform {
  const ramp = RAMPS[mode];
  const typedArray = new Uint8Array(256 * 4);
  const last = ramp.colours.length - 1;
  for (let i = 0; i < 256; i++) {
    const code = i / 255;
    const value = isByDepth(mode) ? decodeShore(code) : code * VALUE_MOST[mode];
    const k = Math.max(0, classOfValue(ramp, value));
    const upper = ramp.bounds[k + 1];
    const t = upper === undefined ? 0 : ((value - ramp.bounds[k]) / (upper - ramp.bounds[k])) * 0.4;
    const a = hexRgb(ramp.colours[k]);
    const b = hexRgb(ramp.colours[Math.min(last, k + 1)]);
    const alpha = look.waterAlpha[Math.round((k / last) * (look.waterAlpha.length - 1))];
    const shown = isolated === undefined || isolated === k;
    for (let c = 0; c < 3; c++) {
      const mixed =
        isolated === undefined && !KINDS.has(mode) ? a[c] + (b[c] - a[c]) * Math.max(0, Math.min(1, t)) : a[c];
      typedArray[i * 4 + c] = Math.round((shown ? mixed : 0.55) * 255);
    }
    typedArray[i * 4 + 3] = Math.round((shown ? alpha : 0.16) * 255);
  }
  return new TextureUniform({
    typedArray,
    width: 256,
    height: 1,
    repeat: false,
    pixelFormat: PixelFormat.RGBA,
    pixelDatatype: PixelDatatype.UNSIGNED_BYTE,
    minificationFilter: TextureMinificationFilter.NEAREST,
    magnificationFilter: TextureMagnificationFilter.NEAREST,
  });
}

/** Modes coloured by the shore channel itself. */
export function isByDepth(mode: ResultMode): boolean {
  return mode === 'depth' || mode === 'depthMax';
}

export function waterShader(
  block: WaterBlock,
  look: Look,
  ramp: TextureUniform,
  mode: ResultMode,
  { split, keep }: Side,
): CustomShader {
  const { width, height } = paintSize(block);
  const dry = new Float32Array(block.spanCols * block.spanRows * 4);
  const none = new Uint8Array(width * height * 4);
  const shader = new CustomShader({
    mode: CustomShaderMode.REPLACE_MATERIAL,
    lightingModel: LightingModel.UNLIT,
    translucencyMode: CustomShaderTranslucencyMode.TRANSLUCENT,
    uniforms: {
      u_a: { type: UniformType.SAMPLER_2D, value: cornerTexture(block, dry) },
      u_b: { type: UniformType.SAMPLER_2D, value: cornerTexture(block, dry) },
      u_paintA: { type: UniformType.SAMPLER_2D, value: paintTexture(block, none) },
      u_paintB: { type: UniformType.SAMPLER_2D, value: paintTexture(block, none) },
      u_ramp: { type: UniformType.SAMPLER_2D, value: ramp },
      u_mix: { type: UniformType.FLOAT, value: 0 },
      u_size: { type: UniformType.VEC2, value: new Cartesian2(width, height) },
      u_lift: { type: UniformType.FLOAT, value: 0.0012 },
      u_byDepth: { type: UniformType.FLOAT, value: isByDepth(mode) ? 1 : 0 },
      u_isChange: { type: UniformType.FLOAT, value: mode === 'change' ? 1 : 0 },
      u_split: { type: UniformType.FLOAT, value: split },
      u_keep: { type: UniformType.FLOAT, value: keep },
      u_opacity: { type: UniformType.FLOAT, value: 1 },
      u_sky: { type: UniformType.VEC3, value: new Cartesian3() },
      u_haze: { type: UniformType.VEC3, value: new Cartesian3() },
      u_hazeBy: { type: UniformType.VEC2, value: new Cartesian2() },
      u_light: { type: UniformType.FLOAT, value: 1 },
    },
    varyings: { v_at: VaryingType.VEC2, v_view: VaryingType.FLOAT },
    vertexShaderText: VERTEX,
    fragmentShaderText: FRAGMENT,
  });
  applyWaterLook(shader, look);
  return shader;
}

export function applyWaterLook(shader: CustomShader, look: Look): void {
  const sky = hexRgb(look.sky.horizon);
  shader.setUniform('u_sky', new Cartesian3(...sky));
  shader.setUniform('u_haze', new Cartesian3(...look.haze));
  shader.setUniform('u_hazeBy', new Cartesian2(look.hazeM, look.hazeMost));
  // At night water keeps its colours readable: the legend must still hold.
  shader.setUniform('u_light', 1 - 0.4 * Math.max(0, look.night - 0.35));
}
