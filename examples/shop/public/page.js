/**
 * @typedef {import('../shop.js').State} State
 * @typedef {import('../shop.js').Entry} Entry
 */

/** @param {string} selector @param {ParentNode} [within] */
const find = (selector, within = document) => /** @type {HTMLElement} */ (within.querySelector(selector))
/** @type {NodeListOf<HTMLButtonElement>} */
const buttons = document.querySelectorAll('button[data-act]')

/** @param {number} amount */
const won = (amount) => `${amount.toLocaleString('ko-KR')}원`
/** @param {string | null | undefined} time */
const date = (time) => (time ? new Date(time).toLocaleDateString('ko-KR', { dateStyle: 'long' }) : '-')
/** @param {string | null | undefined} time */
const day = (time) => (time ? new Date(time).toLocaleString('ko-KR', { dateStyle: 'long', timeStyle: 'short' }) : '-')

/**
 * An element with a class and children; text is never taken for HTML.
 * @param {string} tag @param {string} name @param {...(Node | string)} children
 */
const element = (tag, name, ...children) => {
  const made = document.createElement(tag)
  made.className = name
  made.append(...children)
  return made
}

/** What an entry's result is called, and whether it is good news. @param {any} result @returns {[string, string]} */
const verdict = (result) => {
  if (result._tag === 'Right') {
    const { _tag } = result.right
    return [_tag ? `Right · ${_tag}` : 'Right', _tag === 'StillUnknown' ? 'warn' : 'good']
  }
  return [`Left · ${result.left._tag}`, result.left._tag === 'OutcomeUnknown' ? 'warn' : 'bad']
}

/** The members that tell the story; the rest can be opened. @param {any} result */
const gist = (result) => {
  const { left, right } = result
  if (left?._tag === 'OutcomeUnknown') return `phase: ${left.phase} · reconcile: ${left.reconcile}`
  if (left) return left.message
  const { status, status_locale, price, cancelled_price, billing_data, reserve_id, cancelled } = right.receipt ?? right
  if (cancelled) return `예약 ${cancelled.length}건을 취소하고 빌링키를 지웠습니다`
  if (billing_data) return `${billing_data.card_company} ${billing_data.card_no}`
  if (reserve_id) return `reserve_id ${reserve_id}`
  if (price === undefined) return ''
  const cancels = cancelled_price > 0 ? `, 취소 ${won(cancelled_price)}` : ''
  return `${won(price)}${cancels} · ${status_locale ?? ''} (status ${status})`
}

/** @param {string} line */
const kindOf = (line) =>
  line.startsWith('→') ? 'out' : !line.startsWith('←') ? 'other' : line.includes('no answer') ? 'lost' : 'in'

/** @param {Entry} entry */
const show = ({ call, lines, result }) => {
  const card = element('article', 'entry', element('pre', 'call', call))
  for (const line of lines) card.append(element('p', `event ${kindOf(line)}`, line))
  if (result === undefined) return card
  const [name, mood] = verdict(result)
  const details = element('details', '', element('summary', '', '돌아온 값'))
  details.append(element('pre', 'value', JSON.stringify(result, null, 2)))
  card.append(element('p', `verdict ${mood}`, element('b', '', name), ' ', gist(result)), details)
  return card
}

/** @param {string} step @param {string} text @param {string} [mood] */
const note = (step, text, mood = '') => {
  const place = find(`#${step} [data-note]`)
  place.textContent = text
  place.className = `note ${mood}`
}

/** @param {State} state */
const render = ({ payment, tampered, receipt, subscription, left }) => {
  const paid = payment === 'paid'
  /** @type {Record<string, boolean>} */
  const may = {
    pay: payment === 'open',
    tamper: payment === 'open',
    confirm: payment === 'authorised',
    lose: payment === 'authorised' && !tampered,
    settle: payment === 'unknown',
    receipt: paid,
    cancel: paid && !receipt?.cancelled_price,
    subscribe: !subscription,
    leave: subscription !== undefined && !left,
    reset: true,
  }
  for (const button of buttons) button.disabled = !may[button.dataset['act'] ?? '']
  const unknown = payment === 'unknown'
  find('[data-act=settle]').hidden = !unknown
  find('[data-act=confirm]').hidden = unknown
  find('[data-act=lose]').hidden = unknown

  /** @type {[string, boolean][]} */
  const done = [
    ['pay', payment !== 'open'],
    ['confirm', paid],
    ['receipt', receipt !== undefined],
    ['cancel', Boolean(receipt?.cancelled_price)],
    ['subscribe', subscription !== undefined],
    ['leave', left],
  ]
  for (const [step, isDone] of done) find(`#${step}`).classList.toggle('done', isDone)

  note('pay', payment === 'open' ? '' : tampered ? '손님이 100원만 인증했습니다.' : '카드 인증이 끝났습니다.')
  if (paid) note('confirm', '결제가 완료되었습니다.', 'good')
  else if (unknown) note('confirm', '돈이 빠졌는지 아직 모릅니다. 다시 승인하지 말고, 먼저 알아내야 합니다.', 'warn')
  else if (payment === 'refused')
    note(
      'confirm',
      '주문은 39,000원인데 100원이 결제되려 했습니다. 돈이 움직이기 전에 멈췄습니다. 처음부터 다시 해 보세요.',
      'bad',
    )
  else note('confirm', '')
  note('cancel', receipt?.cancelled_price ? `${won(receipt.cancelled_price)}을 돌려드렸습니다.` : '', 'good')
  note(
    'subscribe',
    subscription ? `${subscription.card} · 첫 달 결제 완료 · 다음 결제 ${date(subscription.reserved_at)}` : '',
    'good',
  )
  note('leave', left ? '해지되었습니다. 더는 결제되지 않습니다.' : '', 'good')

  const slip = find('#receipt .slip')
  slip.hidden = receipt === undefined
  if (receipt)
    slip.replaceChildren(
      ...[
        ['상품', receipt.order_name ?? ''],
        ['결제수단', `${receipt.method ?? ''} ${receipt.card_data?.card_company ?? ''}`],
        ['결제일시', day(receipt.purchased_at)],
        ['결제금액', won(receipt.price)],
        ...(receipt.cancelled_price > 0 ? [['취소금액', `−${won(receipt.cancelled_price)}`]] : []),
        ['합계', won(receipt.price - receipt.cancelled_price)],
      ].map(([name = '', value = '']) => element('div', '', element('dt', '', name), element('dd', '', value))),
    )
}

/** @type {State} */
let state = await (await fetch('/state')).json()

/**
 * Where the client SDK is there, the buyer pays in its window.
 * @param {string | undefined} name
 * @returns {Promise<{ receipt_id?: string }>}
 */
const paid = async (name) => {
  const { Bootpay } = /** @type {any} */ (window)
  if (Bootpay === undefined || (name !== 'pay' && name !== 'tamper')) return {}
  const { order } = state
  const price = name === 'pay' ? order.price : 100
  const request = { ...order, price, client_key: 'sandbox_client_key', extra: { separately_confirmed: true } }
  return { receipt_id: (await Bootpay.requestPayment(request)).receipt_id }
}

/** @param {HTMLButtonElement} button */
const act = async (button) => {
  const name = button.dataset['act']
  const body = JSON.stringify(await paid(name))
  const headers = { 'content-type': 'application/json' }
  const response = await fetch(`/act/${name}`, { method: 'POST', headers, body })
  const answer = await response.json()
  state = answer.state
  if (name === 'reset') for (const log of document.querySelectorAll('.log')) log.replaceChildren()
  else find('.log', /** @type {HTMLElement} */ (button.closest('.step'))).append(...answer.entries.map(show))
}

for (const button of buttons)
  button.addEventListener('click', async () => {
    for (const other of buttons) other.disabled = true
    button.classList.add('busy')
    try {
      await act(button)
    } catch (error) {
      if (/** @type {any} */ (error)?.event === undefined)
        alert('상점 서버에 닿지 못했습니다. 서버가 켜져 있는지 봐 주세요.')
    }
    button.classList.remove('busy')
    render(state)
  })

render(state)
