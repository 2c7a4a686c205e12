/**
 * Delivery companies by the Korean names that `delivery_corp` takes.
 *
 * @example
 * const parcel = { receipt_id, tracking_number: '123456', delivery_corp: deliveryCompanies[0] } // CJ대한통운
 */
export const deliveryCompanies = [
  'CJ대한통운',
  '한진',
  '롯데',
  'KGB',
  '동부',
  '우체국',
  '로젠',
  '옐로우캡',
  '경동',
  '대신',
  '사가와',
  '일양로지스',
  '호남',
  '합동',
  '천일',
  '편의점',
  '직접배달',
  '퀵서비스',
] as const

/** Delivery company by its Korean name: one of the list, or any other. */
export type DeliveryCompany = (typeof deliveryCompanies)[number] | (string & {})
