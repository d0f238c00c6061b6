/** What rooms use of the content origin. */
export { contentOrigin, portalOrigin } from './addresses.ts'
export { expiryWithin, signCapability, type Capability } from './capability.ts'
export { registerContent, registerRuntime, runtimePath, type ContentRequest } from './register.ts'
