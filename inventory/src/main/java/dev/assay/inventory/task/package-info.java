/** What people owe by a day, and the credentials they rotate. */
@NullMarked
package dev.assay.inventory.task;

import org.jspecify.annotations.NullMarked;
