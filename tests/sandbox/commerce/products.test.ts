import { describe, expect, it } from 'vitest'

import {
  createCategory,
  createProduct,
  deleteCategory,
  deleteProduct,
  getCategory,
  getProduct,
  listCategories,
  listProducts,
  previewOrder,
  setProductStatus,
  updateCategory,
  updateProduct,
  type ListProductsInput,
} from 'bootpay-fp/commerce'

import { minutes } from '../support.js'
import { ask, open, refusalOf, right, sweater } from './support.js'

const moment = '2026-03-02T12:00:00+09:00'

describe('a product', () => {
  it('is a draft when it is made, and has what was sent', async () => {
    const { sandbox, ctx } = open()
    const product = await right(createProduct(ctx, { name: '스웨터', display_price: 39_000, desc: '램스울 100%' }))
    expect(product).toEqual({
      product_id: expect.stringMatching(/^[0-9a-f]{24}$/) as string,
      name: '스웨터',
      display_price: 39_000,
      desc: '램스울 100%',
      status_display: false,
      status_sale: false,
      count_sale: 0,
      created_at: moment,
      updated_at: moment,
    })
    expect(await right(getProduct(ctx, { product_id: product.product_id }))).toEqual(product)
    expect(sandbox.state().products).toEqual([product])
  })

  it('keeps what an update does not name', async () => {
    const { sandbox, ctx } = open()
    const product = await sweater(ctx, { desc: '램스울 100%' })
    sandbox.advance(minutes(1))
    const changed = { ...product, display_price: 35_000, updated_at: '2026-03-02T12:01:00+09:00' }
    const { product_id } = product
    expect(await right(updateProduct(ctx, { product_id, display_price: 35_000 }))).toEqual(changed)
    expect(await right(setProductStatus(ctx, { product_id, status_sale: false }))).toEqual({
      ...changed,
      status_sale: false,
    })
  })

  it('is gone once it is deleted, and the state says when', async () => {
    const { sandbox, ctx } = open()
    const { product_id } = await sweater(ctx)
    expect(await right(deleteProduct(ctx, { product_id }))).toBeNull()
    for (const task of [
      getProduct(ctx, { product_id }),
      updateProduct(ctx, { product_id, name: '바지' }),
      setProductStatus(ctx, { product_id, status_sale: true }),
      deleteProduct(ctx, { product_id }),
    ])
      expect(await refusalOf(task)).toEqual([404, 'PRODUCT_NOT_FOUND'])
    expect(await right(listProducts(ctx, {}))).toEqual({ list: [], count: 0 })
    expect(sandbox.state().products).toMatchObject([{ product_id, deleted_at: moment }])
  })

  it.each([
    [{ display_price: 1 }, 'name'],
    [{ name: '스웨터' }, 'display_price'],
    [{ name: '스웨터', display_price: -1 }, 'display_price'],
    [{ name: '스웨터', display_price: 'free' }, 'display_price'],
    [{ name: '스웨터', display_price: 1, stock: -1 }, 'stock'],
    [{ name: '스웨터', display_price: 1, category_id: 'none' }, 'category_id'],
  ])('is refused as %j', async (body, member) => {
    const { sandbox } = open()
    expect(await ask(sandbox, 'POST /products', { body, headers: { 'bootpay-role': 'manager' } })).toEqual({
      status: 400,
      body: { error_code: 'PARAMETER_INVALID', message: `요청 값이 올바르지 않습니다. (${member})` },
    })
    expect(sandbox.state().products).toEqual([])
  })
})

describe('the list of products', () => {
  const shelf = async () => {
    const { ctx } = open()
    const top = await right(createCategory(ctx, { name: '옷' }))
    const below = await right(createCategory(ctx, { name: '니트', parent_category_id: top.category_id }))
    const make = (name: string, display_price: number, more: object = {}) =>
      right(createProduct(ctx, { name, display_price, ...more }))
    await make('스웨터', 39_000, { category_id: below.category_id, ex_uid: 'sweater-7' })
    await make('바지', 52_000, { category_id: top.category_id })
    await make('책상', 210_000)
    const names = async (input: ListProductsInput) =>
      (await right(listProducts(ctx, input))).list.map(({ name }) => name)
    return { ctx, names, top, below }
  }

  it('has pages, and the count of all', async () => {
    const { ctx } = await shelf()
    expect(await right(listProducts(ctx, { page: 2, limit: 2 }))).toMatchObject({ list: [{ name: '책상' }], count: 3 })
    expect(await right(listProducts(ctx, { page: 3, limit: 2 }))).toEqual({ list: [], count: 3 })
  })

  it('can be sorted', async () => {
    const { names } = await shelf()
    expect(await names({})).toEqual(['스웨터', '바지', '책상'])
    expect(await names({ sort: 'position' })).toEqual(['스웨터', '바지', '책상'])
    expect(await names({ sort: 'created_at' })).toEqual(['스웨터', '바지', '책상'])
    expect(await names({ sort: '-created_at' })).toEqual(['책상', '바지', '스웨터'])
    expect(await names({ sort: 'price' })).toEqual(['스웨터', '바지', '책상'])
    expect(await names({ sort: '-price' })).toEqual(['책상', '바지', '스웨터'])
  })

  it('can be filtered: by a category with those below it, by the own id, by a word', async () => {
    const { names, top, below } = await shelf()
    expect(await names({ category_id: top.category_id })).toEqual(['스웨터', '바지'])
    expect(await names({ category_id: below.category_id })).toEqual(['스웨터'])
    expect(await names({ ex_uid: 'sweater-7' })).toEqual(['스웨터'])
    expect(await names({ ex_uid: 'sweater' })).toEqual([])
    expect(await names({ keyword: '책' })).toEqual(['책상'])
  })
})

describe('a category', () => {
  const tree = async () => {
    const shop = open()
    const make = (name: string, parent_category_id?: string) =>
      right(createCategory(shop.ctx, { name, parent_category_id }))
    const clothes = await make('옷')
    const knit = await make('니트', clothes.category_id)
    const vests = await make('조끼', knit.category_id)
    const desks = await make('책상')
    return { ...shop, clothes, knit, vests, desks }
  }

  it('knows all above it, and the list nests what is below', async () => {
    const { ctx, clothes, knit, vests, desks } = await tree()
    expect(vests).toMatchObject({
      parent_category_id: knit.category_id,
      parent_categories: [clothes.category_id, knit.category_id],
    })
    expect(await right(listCategories(ctx, {}))).toEqual([
      { ...clothes, children: [{ ...knit, children: [{ ...vests, children: [] }] }] },
      { ...desks, children: [] },
    ])
  })

  it('moves with all below it, to the top with null', async () => {
    const { ctx, clothes, knit, vests, desks } = await tree()
    const { category_id } = knit
    await right(updateCategory(ctx, { category_id, parent_category_id: desks.category_id }))
    expect(await right(getCategory(ctx, { category_id: vests.category_id }))).toMatchObject({
      parent_categories: [desks.category_id, category_id],
    })
    await right(updateCategory(ctx, { category_id, parent_category_id: null }))
    expect(await right(getCategory(ctx, { category_id: vests.category_id }))).toMatchObject({
      parent_categories: [category_id],
    })
    await right(updateCategory(ctx, { category_id: clothes.category_id, name: '의류' }))
    expect(await right(getCategory(ctx, { category_id: clothes.category_id }))).toMatchObject({
      name: '의류',
      parent_category_id: null,
    })
  })

  it('does not go below itself, nor below what is not there', async () => {
    const { ctx, clothes, vests } = await tree()
    const { category_id } = clothes
    for (const parent of [vests.category_id, category_id])
      expect(await refusalOf(updateCategory(ctx, { category_id, parent_category_id: parent }))).toEqual([
        400,
        'PARAMETER_INVALID',
      ])
    expect(await refusalOf(createCategory(ctx, { name: '양말', parent_category_id: 'none' }))).toEqual([
      404,
      'CATEGORY_NOT_FOUND',
    ])
  })

  it('takes all below with it when it is deleted', async () => {
    const { ctx, clothes, knit, vests, desks } = await tree()
    expect(await right(deleteCategory(ctx, { category_id: clothes.category_id }))).toBeNull()
    for (const { category_id } of [clothes, knit, vests])
      expect(await refusalOf(getCategory(ctx, { category_id }))).toEqual([404, 'CATEGORY_NOT_FOUND'])
    expect(await right(listCategories(ctx, {}))).toEqual([{ ...desks, children: [] }])
  })
})

describe('what an order would cost', () => {
  it('is worked out by prices, discounts and choices of the moment', async () => {
    const { ctx } = open()
    const { product_id } = await sweater(ctx, {
      use_discount: true,
      discount_price_type: 1,
      discount_price: 10,
      options: [{ product_option_id: 'large', name: 'L', price: 1_000 }],
    })
    const cart_items = [
      { product_id, quantity: 2 },
      { product_id, product_option_id: 'large' },
    ]
    expect(await right(previewOrder(ctx, { cart_items }))).toMatchObject({
      checkout_ready: true,
      quote_token: expect.any(String) as string,
      amounts: { price: 35_100 * 2 + 36_100, tax_free_price: 0 },
      summary: { total_items: 2, total_quantity: 3, total_order_price: 35_100 * 2 + 36_100 },
      unavailable_items: [],
    })
  })

  it('has no token where anything cannot be ordered', async () => {
    const { ctx } = open()
    const fine = await sweater(ctx)
    const few = await sweater(ctx, { stock: 1 })
    const draft = await right(createProduct(ctx, { name: '바지', display_price: 1_000 }))
    const later = await sweater(ctx, { use_sale_period: true, sale_start_at: new Date('2026-03-03T00:00:00Z') })
    const cart_items = [
      { product_id: fine.product_id },
      { product_id: few.product_id, quantity: 2 },
      { product_id: draft.product_id },
      { product_id: later.product_id },
      { product_id: 'none' },
      { product_id: fine.product_id, product_option_id: 'none' },
    ]
    expect(await right(previewOrder(ctx, { cart_items }))).toMatchObject({
      checkout_ready: false,
      quote_token: null,
      amounts: null,
      summary: { total_order_price: 39_000 },
      unavailable_items: [
        { product_id: few.product_id, product_name: '스웨터', reason: 'OUT_OF_STOCK' },
        { product_id: draft.product_id, product_name: '바지', reason: 'NOT_ON_SALE' },
        { product_id: later.product_id, product_name: '스웨터', reason: 'NOT_ON_SALE' },
        { product_id: 'none', reason: 'PRODUCT_NOT_FOUND' },
        { product_id: fine.product_id, product_name: '스웨터', reason: 'OPTION_NOT_FOUND' },
      ],
    })
  })

  it('changes nothing', async () => {
    const { sandbox, ctx } = open()
    const { product_id } = await sweater(ctx)
    const before = sandbox.state()
    await right(previewOrder(ctx, { cart_items: [{ product_id }] }))
    expect(sandbox.state()).toEqual(before)
  })
})
