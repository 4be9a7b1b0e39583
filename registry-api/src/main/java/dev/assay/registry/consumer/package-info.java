/**
 * The agents and applications that use servers: who owns them, and which tools they are granted.
 */
@NullMarked
package dev.assay.registry.consumer;

import org.jspecify.annotations.NullMarked;
