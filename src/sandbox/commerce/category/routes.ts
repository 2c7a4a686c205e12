import type { Resource } from '../../engine/resource.js'
import { route } from '../../engine/router.js'
import { anyRole, asSupervisor } from '../access.js'
import { categories } from './collection.js'
import { createCategory, deleteCategory, getCategory, listCategories, updateCategory } from './handlers.js'

/** Categories of products. */
export const category: Resource<
  'listCategories' | 'getCategory' | 'createCategory' | 'updateCategory' | 'deleteCategory',
  typeof categories
> = {
  collections: [categories],
  routes: [
    route('listCategories', 'GET /categories', anyRole, listCategories),
    route('getCategory', 'GET /categories/{category_id}', anyRole, getCategory),
    route('createCategory', 'POST /categories', asSupervisor, createCategory),
    route('updateCategory', 'PUT /categories/{category_id}', asSupervisor, updateCategory),
    route('deleteCategory', 'DELETE /categories/{category_id}', asSupervisor, deleteCategory),
  ],
}
