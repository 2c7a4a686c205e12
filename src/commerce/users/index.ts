export { checkUserExists, CheckUserExistsInput, checkUserExistsRequest } from './checkUserExists.js'
export { deleteUser, DeleteUserInput, deleteUserRequest } from './deleteUser.js'
export { getUser, GetUserInput, getUserRequest } from './getUser.js'
export {
  getUserAuthentication,
  GetUserAuthenticationInput,
  getUserAuthenticationRequest,
} from './getUserAuthentication.js'
export { getUserSession, GetUserSessionInput, getUserSessionRequest } from './getUserSession.js'
export { issueLoginToken, IssueLoginTokenInput, issueLoginTokenRequest } from './issueLoginToken.js'
export { joinUser, JoinUserInput, joinUserRequest } from './joinUser.js'
export { listUsers, ListUsersInput, listUsersRequest } from './listUsers.js'
export { loginUser, LoginUserInput, loginUserRequest } from './loginUser.js'
export { logoutUser, LogoutUserInput, logoutUserRequest } from './logoutUser.js'
export { registerUser, RegisterUserInput, registerUserRequest } from './registerUser.js'
export { Exists } from './schemas/Exists.js'
export { Session } from './schemas/Session.js'
export { ShopUser } from './schemas/ShopUser.js'
export type { UserMembers } from './schemas/UserMembers.js'
export { updateUser, UpdateUserInput, updateUserRequest } from './updateUser.js'
export { asMember } from '../shared/asMember.js'
export { all, pages } from '../shared/pages.js'
