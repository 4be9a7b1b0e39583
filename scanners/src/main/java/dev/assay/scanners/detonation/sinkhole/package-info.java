/**
 * What a server that is run meets instead of the network: every name, address and port ends here,
 * is answered as plausibly as it is cheap, and is written down.
 */
@NullMarked
package dev.assay.scanners.detonation.sinkhole;

import org.jspecify.annotations.NullMarked;
