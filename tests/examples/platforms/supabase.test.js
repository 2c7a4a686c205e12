import test from 'node:test'

import { startFunction } from '../../../examples/supabase/edge.js'
import { expectShop, openSandbox } from './support.js'

test('the edge function is a shop, in Deno', async () => {
  const { sandbox, env, shop, close } = await openSandbox()
  const { url, close: end } = await startFunction(env)
  shop.webhookUrl = `${url}/payments/webhook`
  try {
    await expectShop(sandbox, `${url}/payments`)
  } finally {
    end()
    close()
  }
})
