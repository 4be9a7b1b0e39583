/**
 * A made-up ecosystem, bricks, outside of Assay's own packages: all that a ninth one takes. Nothing
 * elsewhere names it but the two declarations in {@code META-INF/services}, and the service finds
 * its parts by {@link example.brick.BrickConfiguration} alone.
 */
@NullMarked
package example.brick;

import org.jspecify.annotations.NullMarked;
