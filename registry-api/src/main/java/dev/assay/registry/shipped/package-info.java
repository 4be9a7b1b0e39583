/**
 * What one server is shipped as: several packages, each with releases, votes and verdicts of its
 * own.
 */
@NullMarked
package dev.assay.registry.shipped;

import org.jspecify.annotations.NullMarked;
