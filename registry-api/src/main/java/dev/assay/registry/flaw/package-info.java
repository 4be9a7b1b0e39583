/**
 * Looks for known flaws in what is vetted and approved, and has it judged anew when the world
 * learns of one.
 */
@NullMarked
package dev.assay.registry.flaw;

import org.jspecify.annotations.NullMarked;
