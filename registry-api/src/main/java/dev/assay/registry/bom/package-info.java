/**
 * The inventory for programs that read bills of materials and statements on vulnerabilities:
 * CycloneDX 1.6 with services, data flows and governance, and OpenVEX 0.2.0. Written by ourselves
 * as a stream: the libraries there are drop what an assessment needs of a data flow.
 */
@NullMarked
package dev.assay.registry.bom;

import org.jspecify.annotations.NullMarked;
