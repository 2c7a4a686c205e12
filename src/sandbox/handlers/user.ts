import { answered, refused } from '../answers.js'
import { koreanTime, minute } from '../clock.js'
import { amount, missing, text } from '../parameters.js'
import { newSecret, saveUser } from '../store.js'
import type { Handler } from './handler.js'

/** `POST /request/user/token` */
export const issueUserToken: Handler = ({ store, at, parameters }) => {
  if (missing(parameters, ['user_id']) !== undefined) return refused('PARAMETER_INVALID', 'user_id')
  saveUser(store, {
    user_id: text(parameters['user_id']) ?? '',
    username: text(parameters['username']),
    email: text(parameters['email']),
    phone: text(parameters['phone']),
    birth: text(parameters['birth']),
    gender: amount(parameters['gender']),
  })
  return answered({ user_token: newSecret(store), expired_at: koreanTime(at + 30 * minute) })
}
