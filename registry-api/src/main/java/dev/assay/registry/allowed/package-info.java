/**
 * What is approved now, for the programs that enforce it: clients, gateways and egress.
 *
 * <p>{@code AllowedReader} reads it from the gate's snapshot, the approvals, the tool matrix and
 * the grants; {@code Sayable} holds it against what a {@link dev.assay.registry.allowed.Target} can
 * say, and what it cannot say is refused, or left out by name where whoever asks wants that; the
 * target writes the rest. Nothing is ever widened, and what is not named is denied.
 */
@NullMarked
package dev.assay.registry.allowed;

import org.jspecify.annotations.NullMarked;
