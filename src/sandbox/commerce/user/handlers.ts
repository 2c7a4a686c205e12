import { isFailure, type Failure } from '../../engine/errors.js'
import { newId } from '../../engine/ids.js'
import type { JsonObject } from '../../engine/json.js'
import { amount, missing, object, text } from '../../engine/parameters.js'
import type { Call, Handler } from '../../engine/router.js'
import type { Store } from '../../engine/store.js'
import { authentications } from '../../pg/authentication/collection.js'
import { authenticationAnswer } from '../../pg/authentication/view.js'
import { refused } from '../codes.js'
import { hasKeyword, membersOf, pageOf } from '../pages.js'
import { sessions, shopUsers, userOf } from './collection.js'
import { passwordHash, type ShopUserRecord } from './record.js'
import { logIn, sessionAnswer, sessionOf } from './session.js'
import { shopUserAnswer } from './view.js'

const own = ['user_id', 'login_id', 'uid', 'ex_uid', 'external_uid', 'email', 'phone', 'password', 'login_pw']

const there = (store: Store): readonly ShopUserRecord[] =>
  [...shopUsers.all(store)].filter(({ deleted_at }) => deleted_at === undefined)

/** The names of the merchant's own id of a user, of which the first counts that is there. */
const uidOf = ({ uid, ex_uid, external_uid }: JsonObject): unknown => uid ?? ex_uid ?? external_uid

const takenCodes = {
  login_id: 'USER_LOGIN_ID_EXIST',
  uid: 'USER_EXTERNAL_UID_EXIST',
  email: 'USER_EMAIL_EXIST',
  phone: 'USER_PHONE_EXIST',
} as const

type Unique = keyof typeof takenCodes

const uniques = Object.keys(takenCodes) as readonly Unique[]

const isTaken = (store: Store, member: Unique, value: string, but: string | undefined): boolean =>
  shopUsers.by(store, member, value).some(({ user_id }) => user_id !== but)

/** Refuses a user who has something that another one has already. */
const takenBy = (store: Store, user: Pick<ShopUserRecord, Unique>, but?: string): Failure | undefined => {
  const taken = uniques.find((member) => {
    const value = user[member]
    return value !== undefined && isTaken(store, member, value, but)
  })
  return taken === undefined ? undefined : refused(takenCodes[taken])
}

/** `GET /users` */
export const listUsers: Handler = ({ store, parameters }) => {
  const type = amount(parameters['membership_type'])
  const group = text(parameters['user_group_id'])
  const found = there(store).filter((user) => {
    const answer = shopUserAnswer(user)
    return (
      (type === undefined || answer['membership_type'] === type) &&
      (group === undefined || answer['user_group_id'] === group) &&
      hasKeyword(parameters, [answer['name'], user.login_id, user.email, user.phone, user.uid])
    )
  })
  return pageOf(found.reverse(), parameters, shopUserAnswer)
}

const named = ({ store, holes: { user_id = '' } }: Call): ShopUserRecord | Failure =>
  userOf(store, user_id) ?? refused('USER_NOT_FOUND')

/** `GET /users/{user_id}` */
export const getUser: Handler = (call) => {
  const user = named(call)
  return isFailure(user) ? user : shopUserAnswer(user)
}

/** `POST /users/join`, by a form with a password as by a shop that knows the user already. */
export const joinUser: Handler = ({ store, at, parameters }) => {
  const absent = missing(parameters, ['login_id', 'name'])
  if (absent !== undefined) return refused('PARAMETER_INVALID', absent)
  const unique = {
    login_id: text(parameters['login_id']) ?? '',
    uid: text(uidOf(parameters)),
    email: text(parameters['email']),
    phone: text(parameters['phone']),
  }
  const taken = takenBy(store, unique)
  if (taken !== undefined) return taken
  const user_id = newId(store)
  const password = text(parameters['password']) ?? text(parameters['login_pw'])
  const user = shopUsers.save(store, {
    user_id,
    ...unique,
    members: membersOf(parameters, own),
    password_hash: password === undefined ? undefined : passwordHash(user_id, password),
    created_at: at,
    updated_at: at,
    deleted_at: undefined,
  })
  return shopUserAnswer(user)
}

const lookUps: Readonly<Record<string, Unique>> = {
  'email-exist': 'email',
  'id-exist': 'login_id',
  'phone-exist': 'phone',
  'uid-exist': 'uid',
}

/** `GET /users/join/{type}` */
export const checkUserExists: Handler = ({ store, holes: { type = '' }, parameters }) => {
  const pk = text(parameters['pk'])
  if (pk === undefined) return refused('PARAMETER_INVALID', 'pk')
  const member = Object.hasOwn(lookUps, type) ? lookUps[type] : undefined
  if (member !== undefined) return { exists: isTaken(store, member, pk, undefined) }
  if (type !== 'group-business-number-exist') return refused('PARAMETER_INVALID', 'type')
  return { exists: there(store).some(({ members }) => text(object(members['group'])?.['business_number']) === pk) }
}

/** `PUT /users/{user_id}`: what is not sent stays as it is, and null clears. */
export const updateUser: Handler = (call) => {
  const { store, at, parameters } = call
  const user = named(call)
  if (isFailure(user)) return user
  const sent = (name: string, given: unknown, before: string | undefined) => (name in parameters ? text(given) : before)
  const hasUid = ['uid', 'ex_uid', 'external_uid'].some((name) => name in parameters)
  const unique = {
    login_id: text(parameters['login_id']) ?? user.login_id,
    uid: hasUid ? text(uidOf(parameters)) : user.uid,
    email: sent('email', parameters['email'], user.email),
    phone: sent('phone', parameters['phone'], user.phone),
  }
  const taken = takenBy(store, unique, user.user_id)
  if (taken !== undefined) return taken
  const password = text(parameters['login_pw'])
  const changed = shopUsers.save(store, {
    ...user,
    ...unique,
    members: { ...user.members, ...membersOf(parameters, own) },
    password_hash: password === undefined ? user.password_hash : passwordHash(user.user_id, password),
    updated_at: at,
  })
  return shopUserAnswer(changed)
}

/** `DELETE /users/{user_id}` */
export const deleteUser: Handler = (call) => {
  const user = named(call)
  if (isFailure(user)) return user
  shopUsers.save(call.store, { ...user, deleted_at: call.at })
  return null
}

/** `POST /users/login`, which reads `password` and not `login_pw`. */
export const loginUser: Handler = ({ store, at, parameters }) => {
  const absent = missing(parameters, ['login_id', 'password'])
  if (absent !== undefined) return refused('PARAMETER_INVALID', absent)
  const [user] = shopUsers.by(store, 'login_id', text(parameters['login_id']) ?? '')
  if (user === undefined) return refused('USER_NOT_FOUND')
  const hash = passwordHash(user.user_id, text(parameters['password']) ?? '')
  return user.password_hash === hash ? logIn(store, user, at) : refused('USER_PASSWORD_INVALID')
}

/** `POST /users/login/token` */
export const issueLoginToken: Handler = ({ store, at, parameters }) => {
  const user_id = text(parameters['user_id'])
  if (user_id === undefined) return refused('PARAMETER_INVALID', 'user_id')
  const user = userOf(store, user_id)
  return user === undefined ? refused('USER_NOT_FOUND') : logIn(store, user, at)
}

/** `GET /users/session` */
export const getUserSession: Handler = (call) => {
  const session = sessionOf(call)
  return session === undefined ? refused('USER_SESSION_INVALID') : sessionAnswer(...session)
}

/** `DELETE /users/session` */
export const logoutUser: Handler = (call) => {
  const session = sessionOf(call)
  if (session === undefined) return refused('USER_SESSION_INVALID')
  sessions.save(call.store, { ...session[1], expires_at: undefined })
  return null
}

/** `GET /users/authenticate/{standby_id}`: an identity verification of the PG API, by its receipt id. */
export const getUserAuthentication: Handler = ({ store, holes: { standby_id = '' } }) => {
  const authentication = authentications.get(store, standby_id)
  return authentication === undefined ? refused('AUTHENTICATION_NOT_FOUND') : authenticationAnswer(authentication)
}
