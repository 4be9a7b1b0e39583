/**
 * Runs a server where it can hurt nothing, and writes down what it does: in a chamber of namespaces
 * without a network but a sinkhole, driven by a client with made-up arguments.
 */
@NullMarked
package dev.assay.scanners.detonation;

import org.jspecify.annotations.NullMarked;
