/** Things to take away, in the order of the dialog. */
export const EXPORT_IDS = ['report', 'impact', 'series', 'czml', 'drains', 'scenario', 'city'] as const;
export type ExportId = (typeof EXPORT_IDS)[number];

export interface ExportsView {
  /** Name of the scenario whose files they are. */
  readonly scenario: string;
  /** Those that there are; of the others the dialog says what is missing. */
  readonly ready: ReadonlySet<ExportId>;
  /** Being made now. */
  readonly making: ExportId | undefined;
  /** The run is a coarse one: its files are too. */
  readonly preview: boolean;
}
