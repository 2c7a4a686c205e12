import { announce } from '../../webhooks/announce.js'
import type { NextDue } from '../../engine/resource.js'
import { receipts } from './collection.js'
import { depositDeadline } from './record.js'

/** The next virtual account that nobody has paid into in time: it ends at its deadline, with status -10. */
export const dueDeposit: NextDue = (store, until) => {
  const receipt = receipts.next(store, until)
  const at = receipt === undefined ? undefined : depositDeadline(receipt)
  if (receipt === undefined || at === undefined) return undefined
  return { at, carryOut: () => void announce(store, receipts.save(store, { ...receipt, status: -10 }), at) }
}
