/** A choice that a buyer has, such as a size. The SDKs differ in how they call its members, so both sets are here. */
export type ProductOption = {
  /** Bootpay's id of a choice that is there, as the SDK for Java calls it. */
  readonly product_option_id?: string | undefined
  /** Bootpay's id of a choice that is there, as the SDK for Node calls it. */
  readonly option_id?: string | undefined
  /** What the buyer reads. */
  readonly name?: string | undefined
  /** Its price, in KRW; whether that is all of it or what is added is not documented. */
  readonly price?: number | undefined
  /** Tax-free part of its price, in KRW. */
  readonly tax_free_price?: number | undefined
  /** Of what kind it is; the values are not documented. */
  readonly type?: number | undefined
  /** Whether its stock is counted. */
  readonly use_stock?: boolean | 0 | 1 | undefined
  /** How many there are. */
  readonly stock?: number | undefined
  /** Your number for what is in stock. */
  readonly sku?: string | undefined
  /** How it stands; the values are not documented. */
  readonly status?: number | undefined
  /** What it is made up of; not documented. */
  readonly keys?: readonly string[] | undefined
  /** Addresses of its pictures. */
  readonly images?: readonly string[] | undefined
  /** Periods in which it may be subscribed to; not documented. */
  readonly subscription_periods?: readonly string[] | undefined
}

/**
 * What {@link createProduct} and {@link updateProduct} both take beside the name and the price. Few of the members are documented
 * beyond their names and types. Text may be empty, and is sent so; whether that clears it is untested.
 */
export type ProductMembers = {
  /** What the product is, in short. Answers may call it `description`. */
  readonly desc?: string | undefined
  /** What the product is, at length, in HTML. */
  readonly content?: string | undefined
  /** Your own id of it, which {@link listProducts} finds. */
  readonly ex_uid?: string | number | undefined
  /** Addresses of its pictures. Files cannot be uploaded with this package so far. */
  readonly images?: readonly string[] | undefined
  /** Of what kind it is; the values are not documented. */
  readonly type?: number | undefined
  /** How it is taxed; the values are not documented. */
  readonly tax_type?: number | undefined
  /** Tax-free part of the price, in KRW. */
  readonly tax_free_price?: number | undefined
  /** What the buyer can choose from. */
  readonly options?: readonly ProductOption[] | undefined

  /** Whether its stock is counted. */
  readonly use_stock?: boolean | 0 | 1 | undefined
  /** How many there are: the number itself, and not how it changes. */
  readonly stock?: number | undefined
  /** Whether the stock of each choice is counted. */
  readonly use_option_stock?: boolean | 0 | 1 | undefined
  /** Whether some of the stock is kept back. */
  readonly use_stock_safe?: boolean | 0 | 1 | undefined
  /** How many are kept back. */
  readonly stock_safe?: number | undefined

  /** Whether buyers see it. */
  readonly status_display?: boolean | 0 | 1 | undefined
  /** Whether buyers see it for a time only. */
  readonly use_display_period?: boolean | 0 | 1 | undefined
  /** From when buyers see it: a `Date`, or ISO 8601 text with an offset. */
  readonly display_start_at?: string | Date | undefined
  /** Until when buyers see it. */
  readonly display_end_at?: string | Date | undefined
  /** Whether it is sold. */
  readonly status_sale?: boolean | 0 | 1 | undefined
  /** Whether it is sold for a time only. */
  readonly use_sale_period?: boolean | 0 | 1 | undefined
  /** From when it is sold. */
  readonly sale_start_at?: string | Date | undefined
  /** Until when it is sold. */
  readonly sale_end_at?: string | Date | undefined

  /** Whether there is a discount. */
  readonly use_discount?: boolean | 0 | 1 | undefined
  /** The discount: KRW or percent, by `discount_price_type`. */
  readonly discount_price?: number | undefined
  /** 1 percent, 2 KRW. */
  readonly discount_price_type?: number | undefined
  /** Whether the discount is for a time only. */
  readonly use_discount_period?: boolean | 0 | 1 | undefined
  /** From when the discount is given. */
  readonly discount_start_at?: string | Date | undefined
  /** Until when the discount is given. */
  readonly discount_end_at?: string | Date | undefined
  /** Whether who buys many gets a discount. */
  readonly use_bulk_purchase_discount?: boolean | 0 | 1 | undefined
  /** That discount; its members are not documented. */
  readonly bulk_purchase_discount?: Readonly<Record<string, unknown>> | undefined
  /** Whether the buyer gets points. */
  readonly use_accumulation?: boolean | 0 | 1 | undefined
  /** How many points. */
  readonly accumulation_point?: number | undefined
  /** What `accumulation_point` counts; the values are not documented. */
  readonly accumulation_point_type?: number | undefined
  /** Whether a review is worth points. */
  readonly use_review_point?: boolean | 0 | 1 | undefined
  /** Those points; its members are not documented. */
  readonly review_point?: Readonly<Record<string, unknown>> | undefined
  /** Whether coupons count. */
  readonly use_coupon?: boolean | 0 | 1 | undefined
  /** Whether something free comes with it. */
  readonly use_free_gift?: boolean | 0 | 1 | undefined
  /** What comes with it. */
  readonly free_gift?: string | undefined

  /** Whether it can be subscribed to. */
  readonly use_subscription?: boolean | 0 | 1 | undefined
  /** Whether the subscription ends after so many times. */
  readonly use_subscription_times?: boolean | 0 | 1 | undefined
  /** Bootpay's id of how it is subscribed to. */
  readonly subscription_setting_id?: string | undefined
  /** How it is subscribed to; the SDKs agree on none of its members. */
  readonly subscription_setting?: Readonly<Record<string, unknown>> | undefined
  /** Whether something is paid once, at the beginning. */
  readonly use_setup_fee?: boolean | 0 | 1 | undefined
  /** What is paid at the beginning: KRW or percent, by `setup_fee_type`. */
  readonly setup_fee_value?: number | undefined
  /** 1 percent, 2 KRW. */
  readonly setup_fee_type?: number | undefined
  /** How that fee is called. */
  readonly setup_fee_name?: string | undefined
  /** What the buyer is told of that fee. */
  readonly setup_fee_text?: string | undefined
  /** Whether the product's own price counts. */
  readonly use_product_price?: boolean | 0 | 1 | undefined

  /** Whether it is delivered. */
  readonly use_delivery_shipping?: boolean | 0 | 1 | undefined
  /** Bootpay's id of how it is delivered. */
  readonly delivery_shipping_id?: string | undefined
  /** How its delivery is charged; the values are not documented. */
  readonly delivery_shipping_fee_type?: number | undefined
  /** Whether it is delivered together with others. */
  readonly use_delivery_shipping_bundle?: boolean | 0 | 1 | undefined
  /** Bootpay's id of what it is delivered with. */
  readonly delivery_shipping_bundle_id?: string | undefined
  /** Whether it is delivered abroad. */
  readonly use_overseas_shipping?: boolean | 0 | 1 | undefined
  /** Whether an order of it can be cancelled. */
  readonly use_cancel?: boolean | 0 | 1 | undefined
  /** Whether it can be given back. */
  readonly use_able_refund?: boolean | 0 | 1 | undefined
  /** Whether it can be put into a cart. */
  readonly use_able_cart?: boolean | 0 | 1 | undefined
  /** Whether minors may buy it. */
  readonly use_minor?: boolean | 0 | 1 | undefined

  /** Its bar code. */
  readonly barcode?: string | undefined
  /** Your number for what is in stock. */
  readonly sku?: string | undefined
  /** Bootpay's id of its brand. */
  readonly brand_id?: string | undefined
  /** Its brand. */
  readonly brand_name?: string | undefined
  /** Bootpay's id of who makes it. */
  readonly manufacturer_id?: string | undefined
  /** Who makes it. */
  readonly manufacturer_name?: string | undefined
  /** Bootpay's id of its model. */
  readonly model_id?: string | undefined
  /** Its model. */
  readonly model_name?: string | undefined
  /** Code of where it comes from. */
  readonly origin_code?: string | undefined
  /** Where it comes from. */
  readonly origin_name?: string | undefined
  /** Who imports it. */
  readonly importer?: string | undefined
  /** Whether it is second-hand. */
  readonly used?: boolean | 0 | 1 | undefined
  /** Until when it is good, as Bootpay takes it; the form is not documented. */
  readonly expired_at?: string | undefined
  /** When it was made, as Bootpay takes it; the form is not documented. */
  readonly manufactured_at?: string | undefined

  /** Words by which it is found. */
  readonly search_tags?: readonly string[] | undefined
  /** Words for events. */
  readonly event_tags?: readonly string[] | undefined
  /** Words for whom it is. */
  readonly target_user_tags?: readonly string[] | undefined
  /** Words for how it is delivered. */
  readonly delivery_tags?: readonly string[] | undefined
  /** Words for what it feels like. */
  readonly emotion_tags?: readonly string[] | undefined
  /** Whether search engines are told the following. */
  readonly use_seo?: boolean | 0 | 1 | undefined
  /** Title of its page, for search engines. */
  readonly seo_page_title?: string | undefined
  /** What its page is about, for search engines. */
  readonly seo_meta_description?: string | undefined
  /** Words for search engines. */
  readonly seo_meta_tags?: readonly string[] | undefined
}
