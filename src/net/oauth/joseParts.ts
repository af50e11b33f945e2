/** What of jose is used, so that the rest of it is in no bundle. */
export { CompactSign, importJWK, importPKCS8 } from 'jose';
