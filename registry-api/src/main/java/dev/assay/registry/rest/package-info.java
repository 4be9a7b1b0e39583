/** The REST API: everything a page can do, for machines. */
@NullMarked
package dev.assay.registry.rest;

import org.jspecify.annotations.NullMarked;
