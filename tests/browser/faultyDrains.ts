/**
 * A street of drains for the laboratory city, with faults: C3 leads uphill, C4 is smaller than the pipe above it, J9 hangs on
 * nothing, K1 and K2 have no way out. J1 → J2 → J3 → J4 → O1 along the middle of the bowl, B1 joins at J3.
 */
export const FAULTY_DRAINS = `[TITLE]
Laboratory drains with faults
[OPTIONS]
FLOW_UNITS CMS
LINK_OFFSETS DEPTH
[SUBCATCHMENTS]
S1 * J1 0.8 60 80 1
S2 * B1 0.5 60 80 1
[JUNCTIONS]
J1 1.6 1.5
J2 1.0 1.3
J3 0.6 1.4
J4 0.8 1.5
J9 1.7 1.4
B1 1.2 1.2
K1 1.9 1.2
K2 1.8 1.4
[OUTFALLS]
O1 0.2 FIXED 0.6 NO
[CONDUITS]
C1 J1 J2 60 0.014 0 0.2
C2 J2 J3 60 0.014 0 0
C3 J3 J4 60 0.014 0 0
C4 J4 O1 80 0.014 0 0
C5 B1 J3 60 0.014 0 0.3
C6 K1 K2 40 0.014 0 0
[XSECTIONS]
C1 CIRCULAR 0.6 0 0 0
C2 CIRCULAR 0.8 0 0 0
C3 CIRCULAR 0.8 0 0 0
C4 CIRCULAR 0.5 0 0 0
C5 CIRCULAR 0.4 0 0 0
C6 CIRCULAR 0.4 0 0 0
[COORDINATES]
J1 40 120
J2 100 120
J3 160 120
J4 220 120
O1 300 120
B1 160 180
J9 60 200
K1 240 40
K2 280 40
`;
