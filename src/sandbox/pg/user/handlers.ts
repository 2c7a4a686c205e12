import { koreanTime, minute } from '../../engine/clock.js'
import { newSecret } from '../../engine/ids.js'
import { amount, missing, text } from '../../engine/parameters.js'
import type { Handler } from '../../engine/router.js'
import { refused } from '../codes.js'
import { users } from './collection.js'

/** `POST /request/user/token` */
export const issueUserToken: Handler = ({ store, at, parameters }) => {
  if (missing(parameters, ['user_id']) !== undefined) return refused('PARAMETER_INVALID', 'user_id')
  users.save(store, {
    user_id: text(parameters['user_id']) ?? '',
    username: text(parameters['username']),
    email: text(parameters['email']),
    phone: text(parameters['phone']),
    birth: text(parameters['birth']),
    gender: amount(parameters['gender']),
  })
  return { user_token: newSecret(store), expired_at: koreanTime(at + 30 * minute) }
}
