import type { JsonObject } from '../../engine/json.js'

/** A category as the store keeps it; times in epoch milliseconds. */
export type CategoryRecord = {
  readonly category_id: string
  /** The ids of all categories above it, the highest first. */
  readonly above: readonly string[]
  readonly name: string
  readonly members: JsonObject
  readonly created_at: number
  readonly updated_at: number
  readonly deleted_at: number | undefined
}
