/** A run shorter than this is not worth a checkpoint, s of wall time. */
const FIRST_S = 10;
/** Least time between two, and least share of the run so far: a run of hours is not written to disk all the time. */
const LEAST_S = 15;
const LEAST_SHARE = 0.05;

/**
 * Tells at output times whether a checkpoint is due. What a death costs is at most 15 s or a twentieth of the run.
 * @param nowS wall time
 */
export function createCheckpointClock(nowS: () => number): () => boolean {
  const startS = nowS();
  let lastS = startS + FIRST_S - LEAST_S;
  return () => {
    const now = nowS();
    if (now - startS < FIRST_S || now - lastS < Math.max(LEAST_S, LEAST_SHARE * (now - startS))) return false;
    lastS = now;
    return true;
  };
}
