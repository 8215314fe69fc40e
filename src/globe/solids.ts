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
import { PALETTE, rgbOf } from '../../workers/scene/palette.ts';
import type { PartKind } from '../../workers/scene/types.ts';
import { type Look, SUN_DIRECTION } from './look.ts';
import { STATES_FRAGMENT, STATES_VERTEX, stateTexture, TUBES_VERTEX } from './states.ts';

/** Haze over distance, the same on ground, solids and water. `d` m from the eye. */
export const HAZE_GLSL = `
float hazeAt(float d, vec2 haze) { float t = d / haze.x; return haze.y * (1.0 - exp(-t * t * 1.1)); }
`;

const VERTEX = `
void vertexMain(VertexInput vsInput, inout czm_modelVertexOutput vsOutput) {
  vec4 paint = vsInput.attributes.paint;
  vec3 n = vsInput.attributes.normalMC;
  int entry = int(paint.x + 0.5);
  vec3 colour = mix(texelFetch(u_palette, ivec2(entry, 0), 0).rgb, texelFetch(u_palette, ivec2(entry, 1), 0).rgb, u_dusk);
  float shade = paint.y / 255.0;
  float surface = paint.z;
  float vary = surface < 0.5 || surface > 3.5 ? 0.0 : surface > 2.5 ? 0.34 : 0.17;
  colour *= 1.0 + vary * (shade - 0.5);
  if (surface > 4.5) shade = 0.5;
  float warm = fract(shade * 7.31) - 0.5;
  colour *= 1.0 + vary * 0.4 * warm * vec3(1.0, 0.1, -1.0);
  vec3 light = mix(u_below, u_above, 0.5 + 0.5 * n.y) + u_sun * max(0.0, dot(n, u_sunDirection));
  vec2 facade = vsInput.attributes.facade / 16.0;
  if (surface > 2.5 && surface < 3.5) light *= 0.62 + 0.42 * facade.y;
  v_colour = colour * light;
  v_albedo = colour;
  v_wall = surface > 4.5 ? facade : facade - vec2(0.0, 0.714);
  v_surface = surface;
  v_lit = abs(vsInput.attributes.featureId_0 - u_highlight) < 0.5 ? 1.0 : 0.0;
  v_seed = floor(shade * 255.0 + 0.5);
  v_state = vec4(0.0);
  ${TUBES_VERTEX}
  ${STATES_VERTEX}
}
`;

const FRAGMENT = `
${HAZE_GLSL}
float hash(vec2 p) { return fract(sin(dot(p, vec2(12.9898, 78.233))) * 43758.5453); }
${STATES_FRAGMENT}
void fragmentMain(FragmentInput fsInput, inout czm_modelMaterial material) {
  vec3 colour = v_colour;
  if (v_surface > 0.5 && v_surface < 1.5) {
    // A wall: darker at its foot, where streets and yards keep the light away, and windows by bay and storey.
    colour *= mix(0.66, 1.0, smoothstep(-0.2, 2.2, v_wall.y));
    vec2 f = fract(v_wall);
    vec2 w = fwidth(v_wall);
    float near = clamp(1.0 - max(w.x, w.y) * 0.9, 0.0, 1.0);
    float pane = smoothstep(0.16, 0.2, f.x) * smoothstep(0.84, 0.8, f.x) * smoothstep(0.24, 0.28, f.y) * smoothstep(0.82, 0.78, f.y);
    float any = step(0.02, w.x) + step(0.02, v_wall.x);
    pane *= min(1.0, any) * step(0.0, v_wall.y);
    colour *= 1.0 - u_window.x * pane * near - u_window.y * (1.0 - near);
    float on = step(1.0 - 0.14 - 0.3 * u_night * u_night, hash(floor(v_wall) + floor(v_seed + 0.5)));
    colour += u_night * (vec3(1.0, 0.74, 0.42) * pane * on * near * 0.62 + vec3(1.0, 0.74, 0.42) * 0.03 * (1.0 - near));
  } else if (v_surface > 3.5 && v_surface < 4.5) {
    colour = mix(colour, v_albedo, u_night);
  } else if (v_surface > 4.5) {
    if (v_state.y > 0.5) colour = stateColour();
    else colour = mix(colour, v_albedo * (0.74 + 0.34 * v_wall.y), u_glass);
  }
  if (v_lit > 0.5) colour = mix(colour, vec3(0.345, 0.788, 0.639), 0.62);
  colour = mix(colour, u_haze, hazeAt(length(fsInput.attributes.positionEC), u_hazeBy));
  material.diffuse = czm_srgbToLinear(colour);
  material.alpha = u_opacity;
}
`;

/** Street lamps at night: soft points, bright in the middle. */
const GLOW_VERTEX = `
void vertexMain(VertexInput vsInput, inout czm_modelVertexOutput vsOutput) {
  float sodium = step(200.0, vsInput.attributes.paint.y);
  v_colour = mix(vec3(1.0, 0.87, 0.66), vec3(1.0, 0.71, 0.36), sodium);
  float d = length((czm_modelView * vec4(vsOutput.positionMC, 1.0)).xyz);
  vsOutput.pointSize = clamp(u_pixels * 7.0 / d, 3.0 * u_ratio, 34.0 * u_ratio);
  v_far = 1.0 / (1.0 + d / 9000.0);
}
`;
const GLOW_FRAGMENT = `
void fragmentMain(FragmentInput fsInput, inout czm_modelMaterial material) {
  float r = length(gl_PointCoord - 0.5) * 2.0;
  if (r > 1.0) discard;
  float core = smoothstep(0.42, 0.1, r);
  float halo = (1.0 - r) * (1.0 - r);
  material.diffuse = czm_srgbToLinear(mix(v_colour, vec3(1.0, 0.96, 0.86), core));
  material.alpha = min(1.0, core * 0.95 + halo * 0.42) * u_night * v_far * u_opacity;
}
`;

const c3 = (v: readonly [number, number, number]) => new Cartesian3(v[0], v[1], v[2]);

/** Two rows of the palette, day and dusk. */
function paletteTexture(): TextureUniform {
  const width = PALETTE.length;
  const typedArray = new Uint8Array(width * 2 * 4);
  PALETTE.forEach(({ day, dusk }, i) => {
    typedArray.set([...rgbOf(day), 255], i * 4);
    typedArray.set([...rgbOf(dusk), 255], (width + i) * 4);
  });
  return new TextureUniform({
    typedArray,
    width,
    height: 2,
    repeat: false,
    pixelFormat: PixelFormat.RGBA,
    pixelDatatype: PixelDatatype.UNSIGNED_BYTE,
    minificationFilter: TextureMinificationFilter.NEAREST,
    magnificationFilter: TextureMagnificationFilter.NEAREST,
  });
}

/** Solids of one layer share one shader, so that opacity, highlight and light are set in one place. */
export function solidShader(look: Look, translucent: boolean): CustomShader {
  const shader = new CustomShader({
    mode: CustomShaderMode.REPLACE_MATERIAL,
    lightingModel: LightingModel.UNLIT,
    translucencyMode: translucent ? CustomShaderTranslucencyMode.TRANSLUCENT : CustomShaderTranslucencyMode.OPAQUE,
    uniforms: {
      u_palette: { type: UniformType.SAMPLER_2D, value: paletteTexture() },
      u_dusk: { type: UniformType.FLOAT, value: look.dusk },
      u_sun: { type: UniformType.VEC3, value: c3(look.sun) },
      u_above: { type: UniformType.VEC3, value: c3(look.above) },
      u_below: { type: UniformType.VEC3, value: c3(look.below) },
      u_sunDirection: { type: UniformType.VEC3, value: c3(SUN_DIRECTION) },
      u_haze: { type: UniformType.VEC3, value: c3(look.haze) },
      u_hazeBy: { type: UniformType.VEC2, value: new Cartesian2(look.hazeM, look.hazeMost) },
      u_window: { type: UniformType.VEC2, value: new Cartesian2(...look.window) },
      u_night: { type: UniformType.FLOAT, value: look.night },
      u_glass: { type: UniformType.FLOAT, value: 0 },
      u_opacity: { type: UniformType.FLOAT, value: 1 },
      u_highlight: { type: UniformType.FLOAT, value: -1 },
      u_states: { type: UniformType.SAMPLER_2D, value: stateTexture(undefined) },
      u_hasStates: { type: UniformType.FLOAT, value: 0 },
    },
    varyings: {
      v_colour: VaryingType.VEC3,
      v_albedo: VaryingType.VEC3,
      v_wall: VaryingType.VEC2,
      v_surface: VaryingType.FLOAT,
      v_lit: VaryingType.FLOAT,
      v_seed: VaryingType.FLOAT,
      v_state: VaryingType.VEC4,
    },
    vertexShaderText: VERTEX,
    fragmentShaderText: FRAGMENT,
  });
  return shader;
}

export function glowShader(look: Look): CustomShader {
  return new CustomShader({
    mode: CustomShaderMode.REPLACE_MATERIAL,
    lightingModel: LightingModel.UNLIT,
    translucencyMode: CustomShaderTranslucencyMode.TRANSLUCENT,
    uniforms: {
      u_night: { type: UniformType.FLOAT, value: look.night },
      u_opacity: { type: UniformType.FLOAT, value: 1 },
      u_pixels: { type: UniformType.FLOAT, value: 1000 },
      u_ratio: { type: UniformType.FLOAT, value: 1 },
    },
    varyings: { v_colour: VaryingType.VEC3, v_far: VaryingType.FLOAT },
    vertexShaderText: GLOW_VERTEX,
    fragmentShaderText: GLOW_FRAGMENT,
  });
}

/** Sets the light of a look on a shader made by {@link solidShader} or {@link glowShader}. */
export function applyLook(shader: CustomShader, kind: PartKind, look: Look): void {
  shader.setUniform('u_night', look.night);
  if (kind === 'lampGlow') return;
  shader.setUniform('u_dusk', look.dusk);
  shader.setUniform('u_sun', c3(look.sun));
  shader.setUniform('u_above', c3(look.above));
  shader.setUniform('u_below', c3(look.below));
  shader.setUniform('u_haze', c3(look.haze));
  shader.setUniform('u_hazeBy', new Cartesian2(look.hazeM, look.hazeMost));
  shader.setUniform('u_window', new Cartesian2(...look.window));
}
