import type { SavedState } from './state-file.js'

/** A clock underneath a sandbox that stands still, at the present or where a saved one stopped. */
export const standingClock = (state: SavedState | undefined): (() => number) => {
  const added = state?.['added_time']
  const at =
    state !== undefined && Number.isFinite(state.saved_at) && typeof added === 'number'
      ? state.saved_at - added
      : Date.now()
  return () => at
}
