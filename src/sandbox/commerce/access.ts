import type { Access } from '../engine/router.js'
import { hasBasic } from '../pg/access.js'
import { refused, wrongRole } from './codes.js'

const roles = ['user', 'manager', 'partner', 'vendor', 'supervisor']

/** The client key opens a route, with one of these roles. */
const openTo =
  (allowed: readonly string[]): Access =>
  (store, request) => {
    if (!hasBasic(store, request)) return refused('ACCESS_TOKEN_INVALID')
    return allowed.includes(request.header('bootpay-role') ?? 'user') ? undefined : wrongRole(store.settings)
  }

/** The client key opens the route, with any role. */
export const anyRole: Access = openTo(roles)

/** The client key opens the route, for who asks as a user. */
export const asUser: Access = openTo(['user'])

/** The client key opens the route, for who asks as a manager. */
export const asManager: Access = openTo(['manager'])

/** The client key opens the route, for who asks as a supervisor. */
export const asSupervisor: Access = openTo(['supervisor'])
