/**
 * Known flaws of packages: advisories from dumps of OSV and from the National Vulnerability
 * Database by OWASP Dependency-Check, looked up without a network. Where there are no data, the
 * outcome says that nothing was scanned.
 */
@NullMarked
package dev.assay.scanners.flaw;

import org.jspecify.annotations.NullMarked;
