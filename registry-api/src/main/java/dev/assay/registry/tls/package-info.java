/** The certificate that both listeners show: read, checked, and taken over when it is renewed. */
@NullMarked
package dev.assay.registry.tls;

import org.jspecify.annotations.NullMarked;
