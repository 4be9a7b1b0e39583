/**
 * What is taken out of Assay for other programs and other people, in one list, at one endpoint,
 * under one command.
 *
 * <p>To add a format, write one class that implements {@link
 * dev.assay.registry.export.ExportFormat} in the package of what it tells about, and make it a bean
 * of type {@code ExportFormat}: it is in the list of {@code GET /api/v1/exports}, at {@code GET
 * /api/v1/exports/ID}, on the page {@code /exports} and under {@code assay export ID} at once. A
 * format
 *
 * <ul>
 *   <li>writes to a stream as it reads, and never holds what it tells in memory: there may be
 *       20,000 servers. What it writes is kept in a file until it is whole, so it may refuse at any
 *       time before its end, and nobody gets half of it;
 *   <li>refuses rather than widens or leaves out: what it cannot say is an {@link
 *       dev.assay.registry.export.Unsaid} with what to do about it, and never a shorter file;
 *   <li>writes the same bytes as long as the records say the same: the digest of the bytes is the
 *       entity tag, and goes on the audit trail together with who asked and for what;
 *   <li>needs no rights, no audit, no digest and no check of its parameters: {@link
 *       dev.assay.registry.export.Exports} and the endpoint do that. A format that tells more than
 *       others narrows {@link dev.assay.registry.export.ExportFormat#roles()}.
 * </ul>
 */
@NullMarked
package dev.assay.registry.export;

import org.jspecify.annotations.NullMarked;
