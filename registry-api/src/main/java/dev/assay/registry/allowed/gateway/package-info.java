/** Which tools of approved servers agents may call, for gateways and sandboxes. */
@NullMarked
package dev.assay.registry.allowed.gateway;

import org.jspecify.annotations.NullMarked;
