export { serve } from './lib/protocol.js';

/** The version of this package that a server was installed with. */
export const sharedVersion = '1.0.0';
