import * as v from 'valibot'
import { AmountOrZero, Count, Flag, Metadata, Moment, OwnId, Text } from '../../../core/fields.js'
import { each, Whole } from '../../shared/fields.js'

/** Text that may be empty. */
export const AnyText = v.custom<string>((value) => typeof value === 'string', 'must be text')

/** KRW, percent or points. */
export const Worth = v.custom<number>(
  (value) => Number.isFinite(value) && (value as number) >= 0,
  'must be a number, 0 or more',
)

const Texts = v.array(Text)

/** Schemas of the members of `ProductMembers`. */
export const productMembers = {
  ...each(
    'desc content free_gift subscription_setting_id setup_fee_name setup_fee_text delivery_shipping_id delivery_shipping_bundle_id barcode sku brand_id brand_name manufacturer_id manufacturer_name model_id model_name origin_code origin_name importer expired_at manufactured_at seo_page_title seo_meta_description',
    AnyText,
  ),
  ...each(
    'use_stock use_option_stock use_stock_safe status_display use_display_period status_sale use_sale_period use_discount use_discount_period use_bulk_purchase_discount use_accumulation use_review_point use_coupon use_free_gift use_subscription use_subscription_times use_setup_fee use_product_price use_delivery_shipping use_delivery_shipping_bundle use_overseas_shipping use_cancel use_able_refund use_able_cart use_minor used use_seo',
    Flag,
  ),
  ...each('display_start_at display_end_at sale_start_at sale_end_at discount_start_at discount_end_at', Moment),
  ...each('type tax_type discount_price_type accumulation_point_type setup_fee_type delivery_shipping_fee_type', Whole),
  ...each('stock stock_safe', Count),
  ...each('discount_price accumulation_point setup_fee_value', Worth),
  ...each('bulk_purchase_discount review_point subscription_setting', Metadata),
  ...each('images search_tags event_tags target_user_tags delivery_tags emotion_tags seo_meta_tags', Texts),
  ex_uid: v.optional(OwnId),
  tax_free_price: v.optional(AmountOrZero),
  options: v.optional(
    v.array(
      v.strictObject({
        ...each('product_option_id option_id name sku', Text),
        ...each('price type status', Whole),
        ...each('keys images subscription_periods', Texts),
        tax_free_price: v.optional(AmountOrZero),
        use_stock: v.optional(Flag),
        stock: v.optional(Count),
      }),
    ),
  ),
}
