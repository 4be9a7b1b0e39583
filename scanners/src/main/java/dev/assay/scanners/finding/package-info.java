/** What a scan or a comparison tells a reviewer: kinds, severities, findings and their evidence. */
@NullMarked
package dev.assay.scanners.finding;

import org.jspecify.annotations.NullMarked;
