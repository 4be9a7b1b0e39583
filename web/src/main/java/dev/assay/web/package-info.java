/** The application: what starts, and how the modules are wired together. */
@NullMarked
package dev.assay.web;

import org.jspecify.annotations.NullMarked;
