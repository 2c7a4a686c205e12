import type { NextDue } from '../../engine/resource.js'
import type { Memory } from '../../engine/router.js'
import type { Store } from '../../engine/store.js'
import { keys } from './collection.js'
import { keyLife, type KeyRecord } from './record.js'

const known = (store: Store, key: string, at: number): KeyRecord | undefined => {
  const record = keys.get(store, key)
  return record?.expires_at !== undefined && record.expires_at > at ? record : undefined
}

/** Gives the first answer to a key again, whatever is asked with it then. */
export const keyMemory: Memory = {
  recall: (store, { header }, at) => {
    const key = header('idempotency-key')
    return key === undefined ? undefined : known(store, key, at)
  },
  keep: (store, { header }, at, { status, text }) => {
    const idempotency_key = header('idempotency-key')
    if (idempotency_key === undefined || idempotency_key === '') return
    if (status !== 200 && !store.settings.recordRefusals) return
    if (known(store, idempotency_key, at) === undefined)
      keys.save(store, { idempotency_key, status, text, expires_at: at + keyLife })
  },
}

/** The next key that is forgotten. */
export const dueKey: NextDue = (store, until) => {
  const record = keys.next(store, until)
  if (record?.expires_at === undefined) return undefined
  return { at: record.expires_at, carryOut: () => void keys.save(store, { ...record, expires_at: undefined }) }
}
