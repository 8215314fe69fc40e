/** A plain store: one value, replaced whole or by parts, and those who want to know. */
export class Store<T extends object> {
  private readonly listeners = new Set<(state: T, before: T) => void>();

  constructor(private state: T) {}

  get(): T {
    return this.state;
  }

  /** Puts parts in place; listeners hear of it only if something differs. */
  set(part: Partial<T>): void {
    const before = this.state;
    const changed = (Object.keys(part) as (keyof T)[]).some((key) => !Object.is(before[key], part[key]));
    if (!changed) return;
    this.state = { ...before, ...part };
    for (const listener of [...this.listeners]) listener(this.state, before);
  }

  /** @returns stops listening */
  subscribe(listener: (state: T, before: T) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }
}
