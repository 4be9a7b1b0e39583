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
 *   <li>{@code process-spawn} (value: function and program): {@code sink} (the function), {@code
 *       command}, {@code args} (list)
 *   <li>{@code dynamic-code} (value: the function, with what it loads): {@code sink}
 *   <li>{@code env-access} (value: variable, {@code *} for all): {@code how}, {@code passedToChild}
 *       (boolean)
 *   <li>{@code fs-access} (value: operation, class and function): {@code operation}, {@code class},
 *       {@code path}
 *   <li>{@code telemetry} (value: library, or a name in the code): {@code what} ({@code package},
 *       {@code function}, {@code class})
 *   <li>{@code listener} (value: the server made): {@code address}
 *   <li>{@code tool-added} (value: name): {@code description}, {@code schema} and {@code
 *       annotations} (objects, or the code's expression as text)
 *   <li>{@code prompt-changed}, {@code resource-changed}, {@code instructions-changed} (value:
 *       name): {@code description} or {@code text}
 * </ul>
 */
@NullMarked
package dev.assay.scanners.delta.rule;

import org.jspecify.annotations.NullMarked;
