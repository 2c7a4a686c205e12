import { text } from '../../engine/parameters.js'
import type { Handler } from '../../engine/router.js'
import { refused } from '../codes.js'
import { takeToken } from './record.js'

/** `POST /request/token` */
export const requestToken: Handler = ({ store, at, parameters }) => {
  const { settings } = store
  const { application_id, private_key } = settings.credentials
  if (text(parameters['application_id']) !== application_id) return refused('APP_KEY_NOT_FOUND')
  if (text(parameters['private_key']) !== private_key) return refused('APP_SK_NOT_MATCHED')
  const { token, issuedAt } = takeToken(store, at)
  const age = settings.tokenExpireIn === 'remaining' ? Math.max(0, Math.floor((at - issuedAt) / 1000)) : 0
  return { expire_in: 1800 - age, access_token: token }
}
