/** The command line: one class for each command, which works without a server or a database. */
@NullMarked
package dev.assay.web.cli;

import org.jspecify.annotations.NullMarked;
