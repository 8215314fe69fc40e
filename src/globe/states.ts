import {
  type CustomShader,
  PixelDatatype,
  PixelFormat,
  TextureMagnificationFilter,
  TextureMinificationFilter,
  TextureUniform,
} from '@cesium/engine';
import { POSITION_STEP_M } from '../../workers/scene/mesh.ts';
import { STATE } from '../simulate/filling.ts';
import { BLOCKED_COLOUR, FILL_COLOURS, RISING_COLOUR } from '../tokens/filling.ts';
import { hexRgb } from './look.ts';

/** Positions of a mesh in a metre: they are whole steps until the model's matrix makes them metres. */
const PER_M = Math.round(1 / POSITION_STEP_M);
/** Features in a row of the texture of states. */
const STATE_COLS = 256;

/** Pipes are of their true size, but about a pixel wider to every side, so that they are seen from afar. */
export const TUBES_VERTEX = `if (surface > 4.5) vsOutput.positionMC += n * ${(0.0009 * PER_M).toFixed(4)} * length((czm_modelView * vec4(vsOutput.positionMC, 1.0)).xyz);
`;

/** Reads the state of a vertex's feature into `v_state`; water that rises and shut outfalls change their form. */
export const STATES_VERTEX = `if (surface > 4.5 && u_hasStates > 0.5) {
    int feature = int(vsInput.attributes.featureId_0 + 0.5);
    vec4 state = texelFetch(u_states, ivec2(feature % ${STATE_COLS}, feature / ${STATE_COLS}), 0);
    float kind = floor(state.z * 255.0 + 0.5);
    v_state = vec4(mix(state.x, state.y, paint.y / 255.0), kind, state.w, 0.0);
    if (surface > 6.5 && kind > ${STATE.node}.5) {
      // Water that rises stands over its manhole as a cone, higher and wider with its flow; a shut outfall wears a disc.
      float side = facade.x;
      float spread = kind < ${STATE.rising}.5 ? 0.8 + 2.6 * state.w : kind > ${STATE.free}.5 ? 3.0 : 0.0;
      float turn = (side - 1.0) * ${((2 * Math.PI) / 10).toFixed(6)};
      if (side > 0.5) vsOutput.positionMC += spread * ${PER_M}.0 * vec3(cos(turn), 0.0, -sin(turn));
      else if (kind < ${STATE.rising}.5) vsOutput.positionMC.y += (1.2 + 5.5 * state.w) * ${PER_M}.0;
      v_state.w = min(1.0, side);
      vsOutput.positionMC.y += 0.15 * ${PER_M}.0;
    }
  }
`;

const rgb = (colour: string): string =>
  `vec3(${hexRgb(colour)
    .map((value) => value.toFixed(4))
    .join(', ')})`;

/**
 * Colours of what drains hold: `v_state` is the share filled here, the class or STATE, and the speed (links) or what
 * rises (nodes). Over the water a pipe is its class's colour half in the dark; arrows on its back point with the flow.
 */
export const STATES_FRAGMENT = `
vec3 stateColour() {
  float kind = floor(v_state.y + 0.5);
  float shade = 0.76 + 0.3 * v_wall.y;
  if (v_surface < 5.5) {
    vec3 colour = ${rgb(FILL_COLOURS[0])};
${FILL_COLOURS.slice(1)
  .map((colour, i) => `    if (kind > ${i + 1}.5) colour = ${rgb(colour)};`)
  .join('\n')}
    float wet = 1.0 - smoothstep(v_state.x - 0.04, v_state.x + 0.04, v_wall.y);
    colour *= shade * mix(0.66, 1.0, kind > 4.5 ? 1.0 : wet);
    float speed = v_state.z * 255.0 - 128.0;
    float period = 14.0;
    float stripe = fract((v_wall.x + sign(speed) * abs(1.0 - v_wall.y) * 4.0) / period);
    float wide = fwidth(v_wall.x) / period;
    float arrow = smoothstep(0.0, wide, stripe - 0.1) * smoothstep(0.0, wide, 0.26 - stripe);
    float clear = min(1.0, abs(speed) / 16.0) * clamp(1.4 - 5.0 * wide, 0.0, 1.0) * smoothstep(0.5, 0.6, v_wall.y);
    return mix(colour, vec3(1.0), 0.75 * arrow * clear);
  }
  if (kind > ${STATE.free}.5) return ${rgb(BLOCKED_COLOUR)};
  vec3 water = ${rgb(RISING_COLOUR)};
  if (v_surface > 6.5) return kind > ${STATE.node}.5 && kind < ${STATE.rising}.5 ? mix(vec3(0.94, 0.98, 1.0), water, v_state.w) : vec3(0.55, 0.58, 0.58);
  return v_wall.y < v_state.x ? water * 0.8 : vec3(0.42, 0.45, 0.46);
}
`;

/** States of the features of a layer, four bytes each, as a texture. */
export function stateTexture(bytes: Uint8Array | undefined): TextureUniform {
  const height = Math.max(1, Math.ceil((bytes?.length ?? 0) / (4 * STATE_COLS)));
  const typedArray = new Uint8Array(4 * STATE_COLS * height);
  if (bytes) typedArray.set(bytes);
  return new TextureUniform({
    typedArray,
    width: STATE_COLS,
    height,
    repeat: false,
    pixelFormat: PixelFormat.RGBA,
    pixelDatatype: PixelDatatype.UNSIGNED_BYTE,
    minificationFilter: TextureMinificationFilter.NEAREST,
    magnificationFilter: TextureMagnificationFilter.NEAREST,
  });
}

/** Puts the states of a layer's features on its shader, as `Filling.bytes` has them; undefined: none are known. */
export function applyStates(shader: CustomShader, bytes: Uint8Array | undefined): void {
  if (bytes) shader.setUniform('u_states', stateTexture(bytes));
  shader.setUniform('u_hasStates', bytes ? 1 : 0);
}
