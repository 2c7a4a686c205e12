export { startShipping, StartShippingInput, startShippingRequest } from './startShipping.js'
