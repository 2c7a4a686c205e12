import { koreanTime } from '../../engine/clock.js'
import { collection, type Collection } from '../../engine/collection.js'
import type { Store } from '../../engine/store.js'
import type { CategoryRecord } from './record.js'
import { categoryAnswer, type CategoryAnswer } from './view.js'

const view = (category: CategoryRecord): CategoryAnswer =>
  category.deleted_at === undefined
    ? categoryAnswer(category)
    : { ...categoryAnswer(category), deleted_at: koreanTime(category.deleted_at) }

/** Categories of products, the deleted ones too. */
export const categories: Collection<'categories', CategoryRecord, string, CategoryAnswer> = collection({
  name: 'categories',
  id: ({ category_id }: CategoryRecord) => category_id,
  view,
})

/** A category that is there. */
export const categoryOf = (store: Store, category_id: string | undefined): CategoryRecord | undefined => {
  const category = categories.get(store, category_id ?? '')
  return category?.deleted_at === undefined ? category : undefined
}

/** All that are there, in the order of creation. */
export const categoriesThere = (store: Store): readonly CategoryRecord[] =>
  [...categories.all(store)].filter(({ deleted_at }) => deleted_at === undefined)
