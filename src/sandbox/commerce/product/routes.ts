import type { Resource } from '../../engine/resource.js'
import { route } from '../../engine/router.js'
import { anyRole, asManager } from '../access.js'
import { products } from './collection.js'
import { changeProduct, createProduct, deleteProduct, getProduct, listProducts } from './handlers.js'

/** Products. */
export const product: Resource<
  'listProducts' | 'getProduct' | 'createProduct' | 'updateProduct' | 'setProductStatus' | 'deleteProduct',
  typeof products
> = {
  collections: [products],
  routes: [
    route('listProducts', 'GET /products', anyRole, listProducts),
    route('getProduct', 'GET /products/{product_id}', anyRole, getProduct),
    route('createProduct', 'POST /products', asManager, createProduct),
    route('updateProduct', 'PUT /products/{product_id}', asManager, changeProduct),
    route('setProductStatus', 'PUT /products/{product_id}/status', asManager, changeProduct),
    route('deleteProduct', 'DELETE /products/{product_id}', asManager, deleteProduct),
  ],
}
