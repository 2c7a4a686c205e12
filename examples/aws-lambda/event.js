/**
 * The event that API Gateway makes of a POST: a form comes in Base64, JSON as text.
 * @param {string} path
 * @param {string} body
 * @param {'json' | 'form'} [type]
 */
export const httpEvent = (path, body, type = 'json') => ({
  version: '2.0',
  routeKey: `POST ${path}`,
  rawPath: path,
  rawQueryString: '',
  headers: {
    host: 'shop.example',
    'content-type': type === 'json' ? 'application/json' : 'application/x-www-form-urlencoded',
  },
  requestContext: { domainName: 'shop.example', http: { method: 'POST', path, sourceIp: '223.130.82.4' } },
  body: type === 'json' ? body : Buffer.from(body).toString('base64'),
  isBase64Encoded: type === 'form',
})
