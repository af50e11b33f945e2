/** What of jose is used, so that the rest of it is in no bundle. */
export { importJWK, importPKCS8, SignJWT } from 'jose';
