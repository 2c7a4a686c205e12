import { isFailure, type Failure } from '../../engine/errors.js'
import { newId } from '../../engine/ids.js'
import type { JsonObject } from '../../engine/json.js'
import { missing, text } from '../../engine/parameters.js'
import type { Handler } from '../../engine/router.js'
import type { Store } from '../../engine/store.js'
import { refused } from '../codes.js'
import { membersOf } from '../pages.js'
import { categories, categoriesThere, categoryOf } from './collection.js'
import type { CategoryRecord } from './record.js'
import { categoryAnswer } from './view.js'

const own = ['category_id', 'name', 'parent_category_id', 'parent_categories']

/** A category and all below it, nested; how the member is called that holds them is assumed. */
const treeOf = (all: readonly CategoryRecord[], parent: string | undefined): readonly object[] =>
  all
    .filter(({ above }) => above.at(-1) === parent)
    .map((category) => ({ ...categoryAnswer(category), children: treeOf(all, category.category_id) }))

/** `GET /categories` */
export const listCategories: Handler = ({ store }) => treeOf(categoriesThere(store), undefined)

/** `GET /categories/{category_id}` */
export const getCategory: Handler = ({ store, holes: { category_id } }) => {
  const category = categoryOf(store, category_id)
  return category === undefined ? refused('CATEGORY_NOT_FOUND') : categoryAnswer(category)
}

/** The ids above a category whose parent is given; it may not lie below itself. */
const aboveOf = (store: Store, { parent_category_id }: JsonObject, itself: string): readonly string[] | Failure => {
  const parent_id = text(parent_category_id)
  if (parent_id === undefined) return []
  const parent = categoryOf(store, parent_id)
  if (parent === undefined) return refused('CATEGORY_NOT_FOUND')
  const above = [...parent.above, parent_id]
  return above.includes(itself) ? refused('PARAMETER_INVALID', 'parent_category_id') : above
}

/** `POST /categories` */
export const createCategory: Handler = ({ store, at, parameters }) => {
  if (missing(parameters, ['name']) !== undefined) return refused('PARAMETER_INVALID', 'name')
  const above = aboveOf(store, parameters, '')
  if (isFailure(above)) return above
  const category = categories.save(store, {
    category_id: newId(store),
    above,
    name: text(parameters['name']) ?? '',
    members: membersOf(parameters, own),
    created_at: at,
    updated_at: at,
    deleted_at: undefined,
  })
  return categoryAnswer(category)
}

const below = (store: Store, { category_id }: CategoryRecord): readonly CategoryRecord[] =>
  categoriesThere(store).filter(({ above }) => above.includes(category_id))

/** `PUT /categories/{category_id}` */
export const updateCategory: Handler = ({ store, at, holes: { category_id = '' }, parameters }) => {
  const category = categoryOf(store, category_id)
  if (category === undefined) return refused('CATEGORY_NOT_FOUND')
  const isMoved = 'parent_category_id' in parameters
  const above = isMoved ? aboveOf(store, parameters, category_id) : category.above
  if (isFailure(above)) return above
  const moved = categories.save(store, {
    ...category,
    above,
    name: text(parameters['name']) ?? category.name,
    members: { ...category.members, ...membersOf(parameters, own) },
    updated_at: at,
  })
  if (isMoved)
    for (const each of below(store, category))
      categories.save(store, { ...each, above: [...above, ...each.above.slice(each.above.indexOf(category_id))] })
  return categoryAnswer(moved)
}

/** `DELETE /categories/{category_id}`, with all that lie below it. */
export const deleteCategory: Handler = ({ store, at, holes: { category_id } }) => {
  const category = categoryOf(store, category_id)
  if (category === undefined) return refused('CATEGORY_NOT_FOUND')
  for (const each of [category, ...below(store, category)]) categories.save(store, { ...each, deleted_at: at })
  return null
}
