/**
 * The pipeline that turns a request into something a reviewer can decide on: fetched bytes, a
 * locked closure, profiles, a delta and a verdict, each stored before the next is made.
 */
@NullMarked
package dev.assay.registry.vetting;

import org.jspecify.annotations.NullMarked;
