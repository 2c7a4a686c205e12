import type { Resource } from '../../engine/resource.js'
import { route, sharedRoute } from '../../engine/router.js'
import { anyRole } from '../access.js'
import { sessions, shopUsers } from './collection.js'
import {
  checkUserExists,
  deleteUser,
  getUser,
  getUserAuthentication,
  getUserSession,
  issueLoginToken,
  joinUser,
  listUsers,
  loginUser,
  logoutUser,
  updateUser,
} from './handlers.js'
import { dueSession } from './session.js'

/** Users of the shop, and who is logged in. */
export const user: Resource<
  | 'listUsers'
  | 'getUser'
  | 'checkUserExists'
  | 'updateUser'
  | 'deleteUser'
  | 'loginUser'
  | 'issueLoginToken'
  | 'getUserSession'
  | 'logoutUser'
  | 'getUserAuthentication'
  | 'joinUser'
  | 'registerUser',
  typeof shopUsers
> = {
  collections: [shopUsers],
  hidden: [sessions],
  routes: [
    route('listUsers', 'GET /users', anyRole, listUsers),
    route('getUser', 'GET /users/{user_id}', anyRole, getUser),
    sharedRoute(['joinUser', 'registerUser'], 'POST /users/join', anyRole, joinUser, ({ body }) =>
      body?.['password'] === undefined ? 'registerUser' : 'joinUser',
    ),
    route('checkUserExists', 'GET /users/join/{type}', anyRole, checkUserExists),
    route('updateUser', 'PUT /users/{user_id}', anyRole, updateUser),
    route('deleteUser', 'DELETE /users/{user_id}', anyRole, deleteUser),
    route('loginUser', 'POST /users/login', anyRole, loginUser),
    route('issueLoginToken', 'POST /users/login/token', anyRole, issueLoginToken),
    route('getUserSession', 'GET /users/session', anyRole, getUserSession),
    route('logoutUser', 'DELETE /users/session', anyRole, logoutUser),
    route('getUserAuthentication', 'GET /users/authenticate/{standby_id}', anyRole, getUserAuthentication),
  ],
  nextDue: dueSession,
}
