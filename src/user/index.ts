export { issueUserToken, IssueUserTokenInput, issueUserTokenRequest } from './issueUserToken.js'
export { UserToken } from './schemas/UserToken.js'
