/** What a package manager runs when a package is installed, and the files that it runs with. */
@NullMarked
package dev.assay.scanners.installhook;

import org.jspecify.annotations.NullMarked;
