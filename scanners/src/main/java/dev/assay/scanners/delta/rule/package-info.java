/**
 * One rule for each kind: which difference between two versions matters, and how much.
 *
 * <p>What the rules read in a fact's {@code detail}, all of it optional text unless said otherwise:
 *
 * <ul>
 *   <li>{@code outbound-domain} (value: host): {@code contacted} (boolean; false for a mention)
 *   <li>{@code network-call} (value: the function called): {@code host}
 *   <li>{@code payload-field} (value: field): {@code destination}, {@code constant} (the fixed
 *       text)
 *   <li>{@code constant-recipient} (value: address): {@code field} ({@code bcc} …)
 *   <li>{@code secret-flow} (value: variable and host): {@code variable}, {@code host}
 *   <li>{@code process-spawn} (value: program): {@code dynamic}, {@code downloads} (booleans)
 *   <li>{@code env-access} (value: variable, {@code *} for all): {@code sink} ({@code
 *       child-process})
 *   <li>{@code fs-access} (value: operation and kind of place): {@code operation} ({@code read},
 *       {@code write}, {@code delete}, {@code execute}), {@code path}
 *   <li>{@code listener} (value: the server made): {@code address}
 *   <li>{@code tool-added} (value: name): {@code description}, {@code schema} (object), {@code
 *       annotations} (object)
 *   <li>{@code prompt-changed}, {@code resource-changed}, {@code instructions-changed} (value:
 *       name): {@code description}
 * </ul>
 */
@NullMarked
package dev.assay.scanners.delta.rule;

import org.jspecify.annotations.NullMarked;
