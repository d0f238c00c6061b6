export { describeSettings, readConfig, takeSettings, type Config, type OidcProvider } from './read-config.ts'
export { errorCode, OperatorError } from './operator-error.ts'
export { unusable } from './secret.ts'
