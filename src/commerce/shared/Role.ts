/** The rights that a request is sent with. */
export type Role = 'user' | 'manager' | 'partner' | 'vendor' | 'supervisor'
