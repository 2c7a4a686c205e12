export {
  confirmAuthentication,
  ConfirmAuthenticationInput,
  confirmAuthenticationRequest,
} from './confirmAuthentication.js'
export { getCertificate, GetCertificateInput, getCertificateRequest } from './getCertificate.js'
export {
  requestAuthentication,
  RequestAuthenticationInput,
  requestAuthenticationRequest,
} from './requestAuthentication.js'
export { resendAuthentication, ResendAuthenticationInput, resendAuthenticationRequest } from './resendAuthentication.js'
export { AuthenticationExtra } from './schemas/AuthenticationExtra.js'
export { Certificate, type AuthenticateData } from './schemas/Certificate.js'
