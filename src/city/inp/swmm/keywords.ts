/** Words of the format that more than one part needs. */
export const FLOW_UNIT_WORDS = ['CFS', 'GPM', 'MGD', 'CMS', 'LPS', 'MLD'] as const;
export const INFILTRATION_WORDS = [
  'HORTON',
  'MODIFIED_HORTON',
  'GREEN_AMPT',
  'MODIFIED_GREEN_AMPT',
  'CURVE_NUMBER',
] as const;
