/** Who may look into the audit trail finds what they look for, and leaves a trace of it. */
@NullMarked
package dev.assay.registry.audit;

import org.jspecify.annotations.NullMarked;
