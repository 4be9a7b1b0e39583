/** What the tools of a release may be used for: proposed by rules, confirmed by people. */
@NullMarked
package dev.assay.registry.tools;

import org.jspecify.annotations.NullMarked;
