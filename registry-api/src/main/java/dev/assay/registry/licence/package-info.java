/** The licences of what releases consist of. */
@NullMarked
package dev.assay.registry.licence;

import org.jspecify.annotations.NullMarked;
