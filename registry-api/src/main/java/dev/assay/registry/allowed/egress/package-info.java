/** Where approved servers may connect to, for proxies, meshes and firewalls. */
@NullMarked
package dev.assay.registry.allowed.egress;

import org.jspecify.annotations.NullMarked;
