import type { Resource } from '../../engine/resource.js'
import { keys } from './collection.js'
import { dueKey } from './memory.js'

/** Answers that are given again. */
export const key: Resource<never, never> = { hidden: [keys], routes: [], nextDue: dueKey }
