import { collection, type Collection } from '../../engine/collection.js'
import type { KeyRecord } from './record.js'

/** Answers by their keys, as long as they are given again. */
export const keys: Collection<'idempotency_keys', KeyRecord, string, { idempotency_key: string; status: number }> =
  collection({
    name: 'idempotency_keys',
    id: ({ idempotency_key }: KeyRecord) => idempotency_key,
    due: ({ expires_at }) => expires_at,
    keep: 0,
    view: ({ idempotency_key, status }) => ({ idempotency_key, status }),
  })
