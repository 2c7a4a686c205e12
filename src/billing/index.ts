export { cancelReservation, CancelReservationInput, cancelReservationRequest } from './cancelReservation.js'
export { chargeBillingKey, ChargeBillingKeyInput, chargeBillingKeyRequest } from './chargeBillingKey.js'
export { destroyBillingKey, DestroyBillingKeyInput, destroyBillingKeyRequest } from './destroyBillingKey.js'
export { getBillingKey, GetBillingKeyInput, getBillingKeyRequest } from './getBillingKey.js'
export {
  getBillingKeyByReceipt,
  GetBillingKeyByReceiptInput,
  getBillingKeyByReceiptRequest,
} from './getBillingKeyByReceipt.js'
export { getReservation, GetReservationInput, getReservationRequest } from './getReservation.js'
export {
  getSequentialBillingKey,
  GetSequentialBillingKeyInput,
  getSequentialBillingKeyRequest,
} from './getSequentialBillingKey.js'
export { issueBillingKey, IssueBillingKeyInput, issueBillingKeyRequest } from './issueBillingKey.js'
export {
  publishTransferBillingKey,
  PublishTransferBillingKeyInput,
  publishTransferBillingKeyRequest,
} from './publishTransferBillingKey.js'
export {
  requestTransferBillingKey,
  RequestTransferBillingKeyInput,
  requestTransferBillingKeyRequest,
} from './requestTransferBillingKey.js'
export { reservePayment, ReservePaymentInput, reservePaymentRequest } from './reservePayment.js'
export { AnyBillingKey } from './schemas/AnyBillingKey.js'
export { BillingKey, type BillingData } from './schemas/BillingKey.js'
export { BillingKeyDetail } from './schemas/BillingKeyDetail.js'
export { CancelledReservation } from './schemas/CancelledReservation.js'
export { DestroyedBillingKey } from './schemas/DestroyedBillingKey.js'
export { Reservation } from './schemas/Reservation.js'
export { ReservationDetail } from './schemas/ReservationDetail.js'
