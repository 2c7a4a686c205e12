/**
 * @typedef {import('../../sandbox/index.js').SandboxState} State
 * @typedef {State['invoices'][number] & { receipt: State['receipts'][number] | null }} Link
 * @typedef {{ text: string, kind?: 'good' | 'bad', payable?: boolean, account?: [name: string, value: string][] }} Shown
 * @typedef {{ event?: string, error_code?: string, message?: string }} Told
 */

/**
 * @template {HTMLElement} [Made=HTMLElement]
 * @param {string} id
 * @returns {Made}
 */
const byId = (id) => /** @type {Made} */ (document.getElementById(id))

/** @type {HTMLButtonElement} */
const pay = byId('pay')
/** @type {HTMLAnchorElement} */
const back = byId('back')

/** What the page shows now. @type {Link | undefined} */
let link
let paying = false

const [, id = ''] = location.pathname.split('/links/')

/** @returns {Promise<Link | undefined>} nothing where there is no such link */
const look = async () => {
  const response = await fetch(`/_sandbox/invoices/${id}`)
  if (response.status === 404) return undefined
  if (!response.ok) throw new Error(`the sandbox answered ${response.status}`)
  return response.json()
}

/** @param {unknown} amount */
const won = (amount) => `${Number(amount).toLocaleString('ko-KR')}원`

const format = new Intl.DateTimeFormat('ko-KR', { timeZone: 'Asia/Seoul', dateStyle: 'long', timeStyle: 'short' })

/** @param {unknown} date */
const dateOf = (date) => format.format(new Date(String(date)))

/** @param {NonNullable<Link['receipt']>} receipt @returns {Shown} */
const paid = ({ price, cancelled_price }) => {
  if (cancelled_price >= price) return { text: '결제가 취소되었습니다.', kind: 'bad' }
  const rest = cancelled_price > 0 ? `. 이 가운데 ${won(cancelled_price)}은 취소되었습니다.` : ''
  return { text: `결제 완료${rest}`, kind: 'good' }
}

/** @param {NonNullable<Link['receipt']>} receipt @returns {Shown} */
const awaited = ({ vbank_data = {} }) => {
  const { bank_name, bank_account, expired_at } = /** @type {Record<string, unknown>} */ (vbank_data)
  return {
    text: '입금을 기다리고 있습니다.',
    account: [
      ['은행', String(bank_name)],
      ['계좌번호', String(bank_account)],
      ['입금 기한', dateOf(expired_at)],
    ],
  }
}

/** How a link stands, in words. @param {Link} found @returns {Shown} */
const standingOf = ({ status, expired_at, receipt }) => {
  if (status === 2 && receipt !== null) return paid(receipt)
  if (status === -1) return { text: '결제 기간이 지난 링크입니다.', kind: 'bad' }
  if (receipt?.status === 5) return awaited(receipt)
  if (receipt?.status === 2) return { text: '결제를 요청했습니다. 가맹점의 승인을 기다리고 있습니다.' }
  return {
    text: typeof expired_at === 'string' ? `결제 전 · ${dateOf(expired_at)}까지` : '결제 전',
    payable: true,
  }
}

/** Where the shop wants the buyer afterwards: a page of the web, or nowhere. @param {Link | undefined} found */
const placeOf = (found) => {
  const { redirect_url, use_redirect } = /** @type {Partial<Link>} */ (found ?? {})
  const place = typeof redirect_url === 'string' && URL.canParse(redirect_url) ? new URL(redirect_url) : undefined
  if (place === undefined || !/^https?:$/.test(place.protocol)) return undefined
  return ['false', '0'].includes(String(use_redirect)) ? undefined : place.href
}

/** @param {string} tag @param {...(Node | string)} contents */
const make = (tag, ...contents) => {
  const element = document.createElement(tag)
  element.append(...contents)
  return element
}

/** What is paid for, line by line. @param {Link} found */
const linesOf = (found) => {
  const items = /** @type {{ name: string, price: number, quantity: number }[]} */ (found['invoice_items'])
  const lines = items.map(({ name, price, quantity }) => [`${name} × ${quantity}`, won(price * quantity)])
  const delivery = Number(found['delivery_price'])
  return delivery > 0 && lines.length > 0 ? [...lines, ['배송비', won(delivery)]] : lines
}

const show = async () => {
  link = await look()
  if (link === undefined) {
    byId('name').textContent = '없는 결제 링크입니다.'
    return
  }
  const { name, price } = link
  const { text, kind, payable = false, account } = standingOf(link)
  document.title = `${name} · 부트페이 샌드박스`
  byId('name').textContent = name
  byId('order').textContent = typeof link['title'] === 'string' ? link['title'] : ''
  const lines = linesOf(link)
  byId('lines').hidden = lines.length === 0
  byId('lines').replaceChildren(...lines.map((line) => make('li', ...line.map((part) => make('span', part)))))
  byId('price').textContent = won(price)
  byId('state').textContent = text
  byId('state').dataset['kind'] = kind ?? ''
  byId('account').hidden = account === undefined
  byId('account').replaceChildren(...(account ?? []).flatMap(([term, value]) => [make('dt', term), make('dd', value)]))
  pay.hidden = !payable
  const place = placeOf(link)
  back.hidden = payable || place === undefined
  if (place !== undefined) back.href = place
}

/** @param {() => Promise<void>} work */
const run = async (work) => {
  try {
    await work()
  } catch {
    byId('trouble').textContent = '샌드박스에 연결할 수 없습니다.'
  }
}

/** Loads the stand-in for the client SDK, once. @returns {Promise<any>} */
const client = async () => {
  if (!('Bootpay' in globalThis)) {
    const script = Object.assign(document.createElement('script'), { src: '/bootpay.js' })
    const loaded = new Promise((resolve, reject) => {
      script.addEventListener('load', resolve)
      script.addEventListener('error', reject)
    })
    document.head.append(script)
    await loaded
  }
  return /** @type {any} */ (globalThis).Bootpay
}

/** Why nothing was paid, where the link itself does not say so. @param {Told} told */
const troubleOf = ({ event, error_code, message }) => {
  if (event === 'cancel') return '결제를 취소했습니다. 다시 결제할 수 있습니다.'
  // A link that can be paid is refused for its stock alone.
  return error_code === 'STEP_REFUSED'
    ? '재고가 부족해 지금은 결제할 수 없습니다.'
    : `결제하지 못했습니다. ${message ?? ''}`
}

const payInWindow = async () => {
  if (link === undefined) return
  const { invoice_id, name, price } = link
  const Bootpay = await client()
  /** @type {Told} */
  const told = await Bootpay.requestPayment({ invoice_id, order_name: name, price }).catch(
    (/** @type {Told} */ refusal) => refusal,
  )
  const place = placeOf(link)
  // A virtual account is to be read first, so it leads nowhere by itself.
  if (place !== undefined && (told.event === 'done' || told.event === 'confirm')) {
    location.assign(place)
    return
  }
  await show()
  if (!pay.hidden) byId('trouble').textContent = troubleOf(told)
}

pay.addEventListener('click', async () => {
  paying = true
  pay.disabled = true
  byId('trouble').textContent = ''
  await run(payInWindow)
  pay.disabled = false
  paying = false
  if (!pay.hidden) pay.focus()
})

// What happened while the buyer looked elsewhere.
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'visible' && !paying) void run(show)
})

void run(show)
