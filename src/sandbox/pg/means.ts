/** A card as the store keeps it: the number is masked before it gets here. */
export type CardRecord = {
  readonly card_no: string
  readonly card_quota: string
  /** The end of its last month, in epoch milliseconds; absent where no date was given. */
  readonly expires_at?: number | undefined
}

/** A bank account as the store keeps it: zeroed and with a masked owner, as Bootpay shows it. */
export type BankRecord = {
  readonly bank_name: string
  readonly bank_code: string
  readonly username: string
  readonly expired_at: number | undefined
}

/** A card number with its middle starred, as Bootpay shows it: the only form the sandbox keeps. */
export const maskCard = (cardNumber: string): string => `${cardNumber.slice(0, 8)}****${cardNumber.slice(-4)}`

/** A name with its last letter starred, as Bootpay shows account owners: 홍길*. */
export const maskName = (name: string): string => `${[...name.normalize('NFC').trim()].slice(0, -1).join('')}*`

/** A card record with a quota in two digits. Default: lump sum. */
export const cardRecord = (maskedNumber: string, quota: string | undefined): CardRecord => ({
  card_no: maskedNumber,
  card_quota: (quota ?? '00').padStart(2, '0'),
})

/** The account number of every answer: zeroed, as observed. */
export const zeroedAccount = '0000000000000000'

/** When keys and wallets end. */
export const neverExpires = '2099-12-31T23:59:59+09:00'

type CardCompany = { readonly card_company_code: string; readonly card_company: string }

const cardCompanies: Readonly<Record<'nicepay' | 'kcp' | 'inicis', CardCompany>> = {
  nicepay: { card_company_code: '01', card_company: '비씨' },
  kcp: { card_company_code: 'CCLG', card_company: '신한카드' },
  inicis: { card_company_code: '14', card_company: '신한' },
}

/** The card company of the sandbox's cards; its code is the payment gateway's own. */
export const cardCompany = (pg: string): CardCompany =>
  pg === 'kcp' || pg === 'inicis' ? cardCompanies[pg] : cardCompanies.nicepay
