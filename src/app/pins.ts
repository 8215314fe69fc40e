import type { Pin } from '../globe/types.ts';
import type { MapStage } from './stage.ts';

/** Pins of several askers on one map. */
export class Pins {
  private readonly groups = new Map<string, readonly Pin[]>();

  constructor(private readonly stage: () => MapStage | undefined) {}

  /** Another city: its stage has none. */
  clear(): void {
    this.groups.clear();
  }

  /** Replaces the pins of one asker; the same again costs nothing. */
  set(group: string, pins: readonly Pin[]): void {
    const before = this.groups.get(group) ?? [];
    if (before.length === pins.length && before.every((pin, i) => isSame(pin, pins[i]))) return;
    this.groups.set(group, pins);
    this.stage()?.setPins([...this.groups.values()].flat());
  }
}

const isSame = (a: Pin, b: Pin): boolean =>
  a.id === b.id && a.text === b.text && a.colour === b.colour && a.lon === b.lon && a.lat === b.lat;
