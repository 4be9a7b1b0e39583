/** What people are told, and how that fares on its way. */
@NullMarked
package dev.assay.inventory.notice;

import org.jspecify.annotations.NullMarked;
