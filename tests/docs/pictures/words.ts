import { wordsIn } from '../../../docs/.vitepress/theme/run/words.js'
import type { Locale, StateWords } from './states.js'

/** What the buyer does in the browser. */
const BUYER = {
  ko: {
    pay: '구매자가 결제',
    fail: '결제창에서 거절',
    confirm: 'Bootpay.confirm()',
    deposit: '구매자가 입금',
    requestPayment: 'requestPayment()',
    requestSubscription: 'requestSubscription()',
  },
  en: {
    pay: 'the buyer pays',
    fail: 'refused in the window',
    confirm: 'Bootpay.confirm()',
    deposit: 'the buyer deposits',
    requestPayment: 'requestPayment()',
    requestSubscription: 'requestSubscription()',
  },
} as const

const OTHERS = {
  ko: { tags: { separate: '분리 승인', deposit: '가상계좌' }, part: '일부' },
  en: { tags: { separate: 'separate confirm', deposit: 'virtual account' }, part: 'a part' },
} as const

type Words = Readonly<Record<Locale, StateWords>>

/** The statuses of a payment's receipt. */
export const RECEIPT: Words = {
  ko: {
    ...OTHERS.ko,
    title: '결제 영수증의 상태',
    description:
      '결제 영수증의 status와 그것을 바꾸는 것. 0(결제대기)에서 시작해 1(결제완료)이 되고, 취소하면 20이 된다. 분리 승인은 2를, 가상계좌는 5를 거친다.',
    names: { [-10]: '입금기한만료' },
    actions: { ...BUYER.ko, time: '입금 기한이 지남' },
  },
  en: {
    ...OTHERS.en,
    title: 'The states of a payment receipt',
    description:
      'The status of a payment receipt and what changes it. It begins with 0, becomes 1 when it is paid and 20 when it is cancelled. A separate confirm passes 2, a virtual account 5.',
    names: wordsIn('en').statuses,
    actions: { ...BUYER.en, time: 'deposit overdue' },
  },
}

/** The statuses of the receipt by which a billing key is asked for. */
export const BILLING_KEY: Words = {
  ko: {
    ...OTHERS.ko,
    title: '빌링키의 상태',
    description:
      '빌링키를 요청한 영수증의 status와 그것을 바꾸는 것. 카드는 40에서, 계좌는 41에서 시작해 발급되면 11, 해지하면 -11이다.',
    names: {},
    actions: { ...BUYER.ko, pay: '구매자가 카드 등록' },
  },
  en: {
    ...OTHERS.en,
    title: 'The states of a billing key',
    description:
      'The status of the receipt by which a billing key is asked for, and what changes it. A card begins with 40, an account with 41; 11 is issued, and -11 destroyed.',
    names: wordsIn('en').statuses,
    actions: { ...BUYER.en, pay: 'the buyer registers a card' },
  },
}

/** The statuses of a reservation. */
export const RESERVATION: Words = {
  ko: {
    ...OTHERS.ko,
    title: '예약 결제의 상태',
    description:
      '예약의 status와 그것을 바꾸는 것. 0에서 기다리다가 예약 시각에 결제되면 1, 실패하면 -1, 그 전에 취소하면 3이다.',
    names: { 0: '대기', 1: '결제됨', 3: '취소됨', [-1]: '실패' },
    actions: { time: '예약 시각' },
  },
  en: {
    ...OTHERS.en,
    title: 'The states of a reservation',
    description:
      'The status of a reservation and what changes it. It waits with 0; at its time it becomes 1 when it is charged and -1 when that fails; cancelled before, it is 3.',
    names: { 0: 'waiting', 1: 'charged', 3: 'cancelled', [-1]: 'failed' },
    actions: { time: 'its time has come' },
  },
}
