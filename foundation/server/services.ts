/**
 * Services that parts of the foundation give the portal (files, mail, documents, realtime …). Each declares itself here
 * from its own folder (`declare module '../services.ts'`) and is opened in `portal/assemble.ts`.
 */
export interface Services {
  readonly started: Date
}
